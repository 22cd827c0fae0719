package newsroom

import (
	"strings"
	"time"
)

// domain is what all hosts end in; names under it always mean this machine (RFC 6761).
const domain = ".localhost"

// A site is one outlet.
type site struct {
	Slug     string // host without the domain
	Name     string
	Tagline  string
	Lang     string // of its furniture, and of its articles unless they say otherwise
	Desk     string // group in a list of feeds
	Layout   string // name of its page template
	Colour   string
	Pattern  string // address of an article, see address
	Sections []section
	Feeds    []feed
}

type section struct{ Slug, Name string }

// A feed lists the newest articles of a site, in one language, of one section or all.
type feed struct {
	Path     string
	Title    string
	Format   format
	Lang     string // "" means that of the site
	Section  string // "" means all
	Full     bool   // carries whole texts, not only summaries
	Tracking string // query that it adds to each link
}

func (s *site) host(port string) string { return s.Slug + domain + port }

// lists tells whether a's place is in f.
func (s *site) lists(f feed, a Article) bool {
	return a.Site == s.Slug && a.Lang == s.language(f) && (f.Section == "" || f.Section == a.Section)
}

func (s *site) language(f feed) string {
	if f.Lang != "" {
		return f.Lang
	}
	return s.Lang
}

// address is the path, and query if any, of an article.
func (s *site) address(slug, section string, at time.Time) string {
	return strings.NewReplacer(
		"{slug}", slug,
		"{section}", section,
		"{yyyy}", at.Format("2006"),
		"{mm}", at.Format("01"),
		"{dd}", at.Format("02"),
	).Replace(s.Pattern)
}

func (s *site) sectionName(slug string) string {
	for _, sec := range s.Sections {
		if sec.Slug == slug {
			return sec.Name
		}
	}
	return slug
}

// outlets are the sites. All of them are invented.
func outlets() []site {
	return append(portsAndEnergy(), append(tradeAndMoney(), abroad()...)...)
}

func portsAndEnergy() []site {
	return []site{{
		Slug: "harbour-gazette", Name: "The Harbour Gazette", Tagline: "Every tide, every day since 1871",
		Lang: "en", Desk: "Shipping", Layout: "semantic", Colour: "#12476b", Pattern: "/{section}/{yyyy}/{mm}/{slug}",
		Sections: []section{{"shipping", "Shipping"}, {"trade", "Trade"}, {"city", "City"}},
		Feeds: []feed{
			{Path: "/rss.xml", Title: "The Harbour Gazette", Format: rss, Full: true},
			{Path: "/shipping/rss.xml", Title: "The Harbour Gazette: Shipping", Format: rss, Section: "shipping", Tracking: "utm_source=rss&utm_medium=feed"},
		},
	}, {
		Slug: "meridian-energy", Name: "Meridian Energy Wire", Tagline: "Oil, gas and power, as it moves",
		Lang: "en", Desk: "Energy", Layout: "jsonld", Colour: "#7a2e0e", Pattern: "/news/{section}/{slug}.html",
		Sections: []section{{"oil", "Oil"}, {"gas", "Gas"}, {"power", "Power"}},
		Feeds: []feed{
			{Path: "/feeds/all.xml", Title: "Meridian Energy Wire", Format: rss},
			{Path: "/feeds/oil.xml", Title: "Meridian Energy Wire: Oil", Format: rss, Section: "oil", Tracking: "utm_source=rss"},
			{Path: "/feeds/ar.xml", Title: "ميريديان للطاقة", Format: rss, Lang: "ar", Full: true},
		},
	}, {
		Slug: "sealane", Name: "Sealane Review", Tagline: "The paper of the merchant fleet",
		Lang: "en", Desk: "Shipping", Layout: "microdata", Colour: "#0d5c54", Pattern: "/{yyyy}/{mm}/{dd}/{slug}",
		Sections: []section{{"tankers", "Tankers"}, {"routes", "Routes"}, {"crew", "Crew"}},
		Feeds:    []feed{{Path: "/feed.json", Title: "Sealane Review", Format: jsonFeed}},
	}, {
		Slug: "rampart", Name: "Rampart Defence Review", Tagline: "Security, procurement, strategy",
		Lang: "en", Desk: "Security", Layout: "opengraph", Colour: "#3b4a2f", Pattern: "/analysis/{slug}",
		Sections: []section{{"conflict", "Conflict"}, {"industry", "Industry"}, {"heritage", "Heritage"}},
		Feeds:    []feed{{Path: "/atom.xml", Title: "Rampart Defence Review", Format: atom}},
	}}
}

func tradeAndMoney() []site {
	return []site{{
		Slug: "trade-ministry", Name: "Ministry of Overseas Trade, Press Office", Tagline: "Statements, notices and statistics",
		Lang: "en", Desk: "Official", Layout: "tables", Colour: "#1c2f6e", Pattern: "/release.asp?rid={slug}",
		Sections: []section{{"statistics", "Statistics"}, {"notices", "Notices"}, {"statements", "Statements"}},
		Feeds:    []feed{{Path: "/releases.rdf", Title: "Ministry of Overseas Trade: releases", Format: rdf}},
	}, {
		Slug: "commodity-desk", Name: "Commodity Desk", Tagline: "What is dug, pumped and grown",
		Lang: "en", Desk: "Commodities", Layout: "divsoup", Colour: "#5b3a72", Pattern: "/story/{slug}/",
		Sections: []section{{"metals", "Metals"}, {"energy", "Energy"}, {"gems", "Gems"}},
		Feeds: []feed{
			{Path: "/atom.xml", Title: "Commodity Desk", Format: atom, Full: true},
			{Path: "/zh/atom.xml", Title: "大宗商品台", Format: atom, Lang: "zh"},
		},
	}, {
		Slug: "grain-weekly", Name: "Grain and Oilseed Weekly", Tagline: "From the field to the quay",
		Lang: "en", Desk: "Commodities", Layout: "breaks", Colour: "#7d5a00", Pattern: "/{yyyy}/{mm}/{slug}.htm",
		Sections: []section{{"exports", "Exports"}, {"policy", "Policy"}, {"country", "Country life"}},
		Feeds:    []feed{{Path: "/index.rdf", Title: "Grain and Oilseed Weekly", Format: rdf}},
	}, {
		Slug: "central-bank-watch", Name: "Central Bank Watch", Tagline: "Prices, rates and reserves",
		Lang: "en", Desk: "Money", Layout: "jsonld", Colour: "#264653", Pattern: "/{section}/{slug}",
		Sections: []section{{"prices", "Prices"}, {"rates", "Rates"}, {"reserves", "Reserves"}},
		Feeds: []feed{
			{Path: "/feed.json", Title: "Central Bank Watch", Format: jsonFeed, Full: true},
			{Path: "/fr/feed.json", Title: "Central Bank Watch en français", Format: jsonFeed, Lang: "fr", Full: true},
		},
	}}
}

func abroad() []site {
	return []site{{
		Slug: "delhi-courier", Name: "The Delhi Courier", Tagline: "News of the capital and the country",
		Lang: "en", Desk: "General", Layout: "wordpress", Colour: "#9b1c1c", Pattern: "/{yyyy}/{mm}/{dd}/{slug}/",
		Sections: []section{{"world", "World"}, {"business", "Business"}, {"sport", "Sport"}, {"city", "Capital"}},
		Feeds: []feed{
			{Path: "/feed/", Title: "The Delhi Courier", Format: rss, Full: true},
			{Path: "/category/world/feed/", Title: "World – The Delhi Courier", Format: rss, Section: "world", Full: true, Tracking: "utm_source=rss"},
			{Path: "/hindi/feed/", Title: "दिल्ली कूरियर", Format: rss, Lang: "hi"},
		},
	}, {
		Slug: "volga-vestnik", Name: "Волжский вестник", Tagline: "Экономика и жизнь",
		Lang: "ru", Desk: "General", Layout: "divsoup", Colour: "#274690", Pattern: "/news/{yyyy}/{mm}/{dd}/{slug}.html",
		Sections: []section{{"economy", "Экономика"}, {"world", "Мир"}, {"culture", "Культура"}},
		Feeds:    []feed{{Path: "/rss", Title: "Волжский вестник", Format: rss}},
	}, {
		Slug: "hansekontor", Name: "Hansekontor", Tagline: "Das Blatt für Handel und Hafen",
		Lang: "de", Desk: "General", Layout: "semantic", Colour: "#8c1d40", Pattern: "/{section}/{slug}",
		Sections: []section{{"politik", "Politik"}, {"energie", "Energie"}, {"region", "Region"}},
		Feeds:    []feed{{Path: "/feed.atom", Title: "Hansekontor", Format: atom}},
	}, {
		Slug: "cronista-del-puerto", Name: "El Cronista del Puerto", Tagline: "Comercio, puerto y ciudad",
		Lang: "es", Desk: "General", Layout: "opengraph", Colour: "#b5541c", Pattern: "/{section}/{yyyy}-{mm}-{dd}-{slug}",
		Sections: []section{{"comercio", "Comercio"}, {"mineria", "Minería"}, {"ciudad", "Ciudad"}},
		Feeds:    []feed{{Path: "/rss.xml", Title: "El Cronista del Puerto", Format: rss, Tracking: "utm_source=rss"}},
	}}
}
