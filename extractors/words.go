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
	hidden       // named as not shown; believed as loud is
	unseen       // not shown by its style or attribute; believed unless it holds most of the prose
	sure         // believed unless it is nearly all there is
)

// hides reports whether an element of that noise is not shown.
func (n noise) hides() bool { return n == hidden || n == unseen }

// noiseWords are words of class, id and test-id attributes. Pairs are written as one
// word: "read-more", "readMore" and "readmore" are the same.
var noiseWords = []struct {
	how  noise
	list string
}{
	{sure, `comment comments commentlist commentform commentarea respond disqus disqusthread livefyre spotim hyvorcomments reply replies
		footer footnav cookie cookies cookiebanner consent gdpr dsgvo onetrust cookielaw privacypopup cookieconsent
		outbrain taboola zergnet revcontent mgid sharedaddy addthis addtoany yarpp jprelatedposts
		related relatedposts relatedarticles relatedstories relatedcontent relatednews recommended
		recommendations recirc recirculation mostread mostpopular breadcrumb breadcrumbs pagination navbar`},
	{hidden, `hidden sronly visuallyhidden screenreader screenreadertext offscreen invisible displaynone ishidden uhidden dnone`},
	{loud, `ad ads adv advert adverts advertisement advertising advertorial adsense adslot adsbygoogle adunit dfp gpt sponsored sponsor
		teads anzeige werbung publicidad publicite pubblicita reklama
		share shares sharing sharebar shareit sharethis social socials sociallinks socialshare follow followus
		relatedlinks recommendation recommend readmore readnext readalso alsoread seealso moreon morefrom morestories
		trending popular upnext nextup crp subscribe subscription signup optin mailchimp newsletter newsletters mailinglist promo promos promobox promotion promoted teaser teasers
		nav navigation menu submenu pager toolbar topbar skiplink skip sidebar siderail rightrail leftrail rail masthead
		modal popup overlay lightbox tooltip interstitial carousel slideshow slider gallery widget widgets sitemap
		login signin register donate donation donationform caption captions figcaption credit credits copyright wpcaptiontext imagecaption photocredit figcap imgcap photocap piccap bildunterschrift bildtext
		authorbox aboutauthor authorbio authorinfo bio biography tags taglist tagcloud posttags hashtags topiclist
		rating ratings poll quiz survey feedback noprint donotprint printonly vcard shop cart basket coupon`},
	{soft, `meta postmeta entrymeta articlemeta byline dateline timestamp author authors date published posted header hero
		info infobox factbox pullquote notice disclaimer alert banner links linklist tag tools
		actions kicker eyebrow category categories print video player media image photo audio podcast contributor
		partner event events playlist cta regwall piano searchform contactform loginform signupform subscribeform`},
}

// kindWords are words of the same attributes that say what an element holds.
var kindWords = []struct {
	what kind
	list string
}{
	{body, `articlebody articletext articlecontent articlemain articlecopy articlebodytext storybody storytext storycontent
		postcontent postbody posttext tdpostcontent entrycontent entrybody bodytext bodycopy textbody newsbody newstext contentbody
		richtext blogcontent singlecontent`},
	{headline, `entrytitle headline`},
	{byline, `byline bylines author authors autor autoren autore autori autorin auteur auteurs writer reporter journalist journaliste periodista redakteur verfasser
		yazar avtor forfatter skribent authorname authorlink postauthor entryauthor articleauthor newsauthor articlebyline storybyline
		postedby writtenby`},
	{date, `date datum fecha published publish pubdate posted time timestamp dateline byline meta data created publication datetime
		postdate entrydate postmeta storydate info submitted`},
	{pubdate, `entry pubdate`},
	{masthead, `logo masthead sitetitle sitename siteheader sitelogo sitebranding blogtitle blogname brand branding`},
}

// words is what the table says of each word.
var words = func() map[string]traits {
	table := map[string]traits{}
	for _, g := range noiseWords {
		for w := range strings.FieldsSeq(g.list) {
			table[w] = traits{noise: g.how, why: w}
		}
	}
	for _, g := range kindWords {
		for w := range strings.FieldsSeq(g.list) {
			t := table[w]
			t.kinds |= g.what
			table[w] = t
		}
	}
	for w, p := range namePoints {
		t := table[w]
		t.own, t.any = p[0], p[1]
		table[w] = t
	}
	return table
}()

// traits is what an element's tag and attributes say of it.
type traits struct {
	noise noise
	why   string // the word that the noise rests on
	kinds kind
	class uint32  // number of the class attribute's value on this page
	own   float32 // points for blocks right in the element
	any   float32 // points for all blocks inside
}

func (t traits) or(u traits) traits {
	if u.noise > t.noise {
		t.noise, t.why = u.noise, u.why
	}
	t.kinds |= u.kinds
	t.own += u.own
	t.any += u.any
	return t
}

// A namer tells elements' traits by their names; it remembers what it made of each name,
// since a page uses few of them often.
type namer struct {
	known   map[string]traits
	letters [maxNamed]byte // room for eachPair
}

// maxNamed is how much of an attribute is read, in bytes.
const maxNamed = 400

// traits tells an element's traits by its tag, by its names and by how it is hidden.
func (names *namer) traits(n *html.Node, tag tag) traits {
	t := traits{noise: tag.noise, why: n.Data, kinds: tag.kinds, own: tag.own, any: tag.any}
	for i := range n.Attr {
		switch a := &n.Attr[i]; a.Key {
		case "class":
			u := names.name(a.Val)
			t = t.or(u)
			t.class = u.class
		case "id", "data-testid", "data-component", "data-module", "data-name", "data-qa":
			t = t.or(names.name(a.Val))
		case "itemprop", "property": // microdata, RDFa
			t.kinds |= itemprops[strings.ToLower(a.Val[strings.IndexByte(a.Val, ':')+1:])]
			u := names.name(a.Val)
			t.own, t.any = t.own+u.own, t.any+u.any
		case "rel":
			if strings.EqualFold(a.Val, "author") {
				t.kinds |= relAuthor
			}
		case "href":
			if n.Data == "a" && leadsToAuthor(a.Val) {
				t.kinds |= authorLink
			}
		case "title":
			if n.Data == "abbr" || t.kinds&date != 0 && strings.HasPrefix(a.Val, "20") {
				t.kinds |= clock
			}
		case "hidden":
			t = t.or(traits{noise: unseen, why: a.Key})
		case "style": // the stripper keeps those alone that hide
			t = t.or(traits{noise: unseen, why: a.Key})
		case "aria-hidden":
			if a.Val == "true" {
				t = t.or(traits{noise: hidden, why: a.Key})
			}
		case "role":
			t = t.or(traits{noise: roleNoise[a.Val], why: a.Val})
			u := names.name(a.Val)
			t.own, t.any = t.own+u.own, t.any+u.any
		}
	}
	return t
}

var itemprops = map[string]kind{
	"articlebody": body, "headline": headline, "author": itemAuthor, "datepublished": date, "datecreated": date,
}

// name tells the traits that one attribute's names mean.
func (names *namer) name(value string) traits {
	if t, ok := names.known[value]; ok {
		return t
	}
	t := traits{class: uint32(len(names.known) + 1)}
	for name := range strings.FieldsSeq(cut(value, maxNamed)) {
		if isSlug(name) {
			continue
		}
		var u traits
		eachPair(name, names.letters[:0], func(w []byte) {
			if x, ok := words[string(w)]; ok {
				u = u.or(x)
			}
		})
		if u.noise != quiet && describesState(name) && words[strings.ToLower(strings.ReplaceAll(name, "-", ""))].noise == quiet { // author-box, not author-jane
			u.noise = quiet
		}
		t = t.or(u)
	}
	names.known[value] = t
	return t
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

// eachPair calls f with each word of a name such as "relatedPosts" or "c-share__item", in
// lower case, and with each word joined to the one before it. It collects them in letters.
func eachPair(name string, letters []byte, f func([]byte)) {
	last, start := -1, 0 // where the word before and the current one begin in letters
	for i := 0; ; i++ {
		c := byte(' ')
		if i < min(len(name), maxNamed) {
			c = name[i]
		}
		if !isLetter(c) || isUpper(c) && i > 0 && !isUpper(name[i-1]) {
			if len(letters) > start {
				f(letters[start:])
				if last >= 0 {
					f(letters[last:])
				}
				last, start = start, len(letters)
			}
			switch {
			case i >= min(len(name), maxNamed):
				return
			case !isLetter(c):
				continue
			}
		}
		letters = append(letters, c|0x20)
	}
}

func isUpper(c byte) bool { return 'A' <= c && c <= 'Z' }
