package extractors

import (
	"strings"

	"golang.org/x/net/html"
)

// noise is how sure a name is that its element is no article text.
type noise uint8

const (
	quiet  noise = iota
	soft         // believed unless such elements hold a fair part of the page's prose
	loud         // believed unless they hold nearly half of it
	hidden       // not shown; believed as loud is
	sure         // believed unless it is nearly all there is
)

// tagNoise are elements that are furniture by their tag.
var tagNoise = map[string]noise{
	"nav": loud, "footer": sure, "form": soft, "button": loud, "aside": loud, "header": soft,
	"figcaption": loud, "figure": loud, "menu": loud, "dialog": loud, "label": loud, "fieldset": soft,
	"video": loud, "audio": loud, "object": loud, "address": soft, "picture": loud, "amp-ad": loud,
}

// skipped elements hold nothing to read.
var skipped = map[string]bool{
	"head": true, "script": true, "style": true, "template": true, "canvas": true, "map": true, "datalist": true,
	"select": true, "option": true, "input": true, "img": true, "meta": true, "link": true, "title": true,
	"source": true, "track": true, "embed": true, "param": true, "progress": true, "meter": true, "rp": true,
}

// classNoise are words of class, id and test-id attributes. Pairs are written as one
// word: "read-more", "readMore" and "readmore" are the same.
var classNoise = wordTable(
	wordGroup{sure, `comment comments commentlist commentform commentarea respond disqus disqusthread livefyre spotim hyvorcomments reply replies
		footer footnav cookie cookies cookiebanner consent gdpr dsgvo onetrust cookielaw privacypopup cookieconsent
		outbrain taboola zergnet revcontent mgid sharedaddy addthis addtoany yarpp jprelatedposts
		related relatedposts relatedarticles relatedstories relatedcontent relatednews recommended
		recommendations recirc recirculation mostread mostpopular breadcrumb breadcrumbs pagination navbar`},
	wordGroup{hidden, `hidden sronly visuallyhidden screenreader screenreadertext offscreen invisible displaynone ishidden uhidden dnone`},
	wordGroup{loud, `ad ads adv advert adverts advertisement advertising advertorial adsense adslot adsbygoogle adunit dfp gpt sponsored sponsor
		teads anzeige werbung publicidad publicite pubblicita reklama
		share shares sharing sharebar shareit sharethis social socials sociallinks socialshare follow followus
		relatedlinks recommendation recommend readmore readnext readalso alsoread seealso moreon morefrom morestories
		trending popular upnext nextup crp subscribe subscription signup optin mailchimp newsletter newsletters mailinglist promo promos promobox promotion promoted teaser teasers
		nav navigation menu submenu pager toolbar topbar skiplink skip sidebar siderail rightrail leftrail rail masthead
		modal popup overlay lightbox tooltip interstitial carousel slideshow slider gallery widget widgets sitemap
		login signin register donate donation donationform caption captions figcaption credit credits copyright wpcaptiontext imagecaption photocredit figcap imgcap photocap piccap bildunterschrift bildtext
		authorbox aboutauthor authorbio authorinfo bio biography tags taglist tagcloud posttags hashtags topiclist
		rating ratings poll quiz survey feedback noprint donotprint printonly vcard shop cart basket coupon`},
	wordGroup{soft, `meta postmeta entrymeta articlemeta byline dateline timestamp author authors date published posted header hero
		info infobox factbox pullquote notice disclaimer alert banner links linklist tag tools
		actions kicker eyebrow category categories print video player media image photo audio podcast contributor
		partner event events playlist cta regwall piano searchform contactform loginform signupform subscribeform`},
)

// textWords are class words of elements that hold an article's text and little else.
var textWords = wordSet(`articlebody articletext articlecontent articlemain articlecopy articlebodytext storybody storytext storycontent
	postcontent postbody posttext tdpostcontent entrycontent entrybody bodytext bodycopy textbody newsbody newstext contentbody
	richtext blogcontent singlecontent`)

type wordGroup struct {
	how  noise
	list string
}

func wordTable(groups ...wordGroup) map[string]noise {
	table := map[string]noise{}
	for _, g := range groups {
		for w := range strings.FieldsSeq(g.list) {
			table[w] = g.how
		}
	}
	return table
}

// A namer judges elements by their names; it remembers what it made of each name, since
// a page uses few of them often.
type namer map[string]judgement

// A judgement is how much noise a name means, and the word that it rests on.
type judgement struct {
	how noise
	why string
}

func (j judgement) or(k judgement) judgement {
	if k.how > j.how {
		return k
	}
	return j
}

// judge judges an element by its tag, by its names and by how it is hidden.
func (names namer) judge(n *html.Node) judgement {
	j := judgement{tagNoise[n.Data], n.Data}
	for _, a := range n.Attr {
		switch a.Key {
		case "class", "id", "data-testid", "data-component", "data-module", "data-name", "data-qa":
			j = j.or(names.name(a.Val))
		case "hidden":
			j = j.or(judgement{hidden, a.Key})
		case "style":
			if hides([]byte(a.Val)) {
				j = j.or(judgement{hidden, a.Key})
			}
		case "aria-hidden":
			if a.Val == "true" {
				j = j.or(judgement{hidden, a.Key})
			}
		case "role":
			j = j.or(judgement{roleNoise[a.Val], a.Val})
		}
	}
	return j
}

// name judges one attribute's names.
func (names namer) name(value string) judgement {
	if j, ok := names[value]; ok {
		return j
	}
	var j judgement
	for name := range strings.FieldsSeq(cut(value, 400)) {
		known := classNoise[strings.ToLower(strings.ReplaceAll(name, "-", ""))] != 0 // author-box, not author-jane
		if (known || !describesState(name)) && !isSlug(name) {
			eachPair(name, func(w string) { j = j.or(judgement{classNoise[w], w}) })
		}
	}
	names[value] = j
	return j
}

// isSlug reports whether a name is a sentence: headings carry their text as id.
func isSlug(name string) bool { return strings.Count(name, "-") > 4 && !strings.Contains(name, "--") }

// roleNoise judges ARIA roles.
var roleNoise = map[string]noise{
	"navigation": loud, "complementary": loud, "contentinfo": loud, "banner": loud, "dialog": loud, "search": loud,
	"menu": loud, "menubar": loud, "alert": loud, "button": loud,
}

// describesState reports whether a class says what its element has or belongs to rather
// than what it is: has-sidebar, comments-open, tag-advertising.
func describesState(class string) bool {
	for _, prefix := range []string{"has-", "no-", "with-", "without-", "tag-", "category-", "cat-", "is-", "author-", "hide-", "show-", "js-", "postid-", "format-"} {
		if strings.HasPrefix(class, prefix) {
			return true
		}
	}
	return strings.HasSuffix(class, "-open") || strings.HasSuffix(class, "-closed") || strings.HasSuffix(class, "-enabled") || strings.HasSuffix(class, "-disabled")
}

// isTextElement reports whether an element says that it holds the article's text.
func isTextElement(n *html.Node) bool {
	found := false
	for _, a := range n.Attr {
		switch a.Key {
		case "itemprop":
			found = found || strings.Contains(strings.ToLower(a.Val), "articlebody")
		case "class", "id", "data-testid", "data-component", "data-qa":
			eachPair(a.Val, func(w string) { found = found || textWords[w] })
		}
	}
	return found
}

// eachPair calls f with each word of a name, and with each word joined to the one before
// it.
func eachPair(name string, f func(string)) {
	last := ""
	eachWord(name, func(w string) bool {
		f(w)
		if last != "" {
			f(last + w)
		}
		last = w
		return true
	})
}

// eachWord splits names as class="relatedPosts c-share__item" into lower-case words of
// letters, until f returns false. At most 400 bytes are read.
func eachWord(name string, f func(string) bool) {
	name = name[:min(len(name), 400)]
	start := -1
	for i := 0; i <= len(name); i++ {
		letter := i < len(name) && isLetter(name[i])
		hump := letter && start >= 0 && isUpper(name[i]) && !isUpper(name[i-1])
		if start >= 0 && (!letter || hump) {
			if !f(strings.ToLower(name[start:i])) {
				return
			}
			start = -1
		}
		if letter && start < 0 {
			start = i
		}
	}
}

func isUpper(c byte) bool { return 'A' <= c && c <= 'Z' }
