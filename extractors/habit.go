package extractors

import (
	"strings"

	"coranto/extractors/dates"
)

// dayFirstRegions write English and put the day first.
var dayFirstRegions = map[string]bool{
	"gb": true, "uk": true, "ie": true, "au": true, "nz": true, "in": true, "za": true, "ng": true, "ke": true, "gh": true, "sg": true,
	"my": true, "pk": true, "bd": true, "lk": true, "hk": true, "mt": true, "jm": true, "tt": true, "zw": true, "ug": true, "tz": true,
}

// habitOf tells it by the declared language, its region and the country of the site's
// domain. Only the United States and the Philippines put the month first, and English
// that names no region is mostly theirs.
func (d *declared) habitOf() dates.Habit {
	h := dates.Habit{Lang: d.lang()}
	region := ""
	for _, tag := range []string{d.meta.htmlLang, d.ld.str("inLanguage"), d.meta.get("og:locale", "content-language")} {
		if i := strings.IndexAny(tag, "-_"); i >= 0 && i+3 <= len(tag) && region == "" {
			region = strings.ToLower(tag[i+1 : i+3])
		}
	}
	domain := ""
	if base := d.base(); base != nil {
		host := strings.ToLower(base.Hostname())
		domain = host[strings.LastIndexByte(host, '.')+1:]
	}
	switch {
	case len(domain) == 2 && dayFirstRegions[domain]:
	case region == "us", region == "ph":
		h.MonthFirst = h.Lang == "en" || h.Lang == ""
	case region != "":
		h.MonthFirst = h.Lang == "en" && !dayFirstRegions[region]
	default:
		h.MonthFirst = h.Lang == "en" || h.Lang == ""
	}
	return h
}
