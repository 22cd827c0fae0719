package extractors

import (
	"net/url"
	"strings"

	"golang.org/x/net/html"
)

// A picture is an image that may go with the article, before the block it stands at.
type picture struct {
	src      string
	class    string
	block    int
	itemprop bool // microdata's image
}

const (
	maxPictures = 200
	pictureGap  = 12 // blocks behind the headline in which the article's picture stands
)

// readPicture takes in an image.
func (m *meta) readPicture(n *html.Node, block int) {
	src := attr(n, "src")
	if len(m.pictures) == maxPictures || src == "" || len(src) > 2000 || strings.ContainsAny(src, " \t\n") || strings.HasPrefix(src, "data:") {
		return
	}
	m.pictures = append(m.pictures, picture{src, attr(n, "class"), block, strings.EqualFold(attr(n, "itemprop"), "image")})
}

// drawn are parts of names of images that are no pictures of news.
var drawn = []string{"logo", "icon", "avatar", "sprite", "pixel", "spacer", "blank", "emoji", "badge", "button", "banner", "facebook", "twitter", "flags", "rss", "profile", "150x150", ".svg", ".gif"}

// isDrawn reports whether a picture is drawn rather than taken: a logo, an icon.
func (p *picture) isDrawn() bool {
	for _, w := range drawn {
		if indexFold([]byte(p.src), w) >= 0 || indexFold([]byte(p.class), w) >= 0 {
			return true
		}
	}
	return false
}

// image is the address of the lead image: what is declared, in order of trust, else the
// first picture below the headline.
func (d *declared) image(base *url.URL, title string) string {
	candidates := []string{
		d.meta.get("og:image", "og:image:url", "og:image:secure_url"),
		d.meta.get("twitter:image", "twitter:image:src"),
		d.ld.first(d.ld.article["image"], "url"),
		d.ld.first(d.ld.article["thumbnailUrl"], "url"),
		d.meta.get("thumbnail", "thumbnailurl", "sailthru.image.full", "parsely-image-url", "image"),
		d.meta.imageSrc,
	}
	for _, s := range candidates {
		if u := absolute(base, s); u != nil {
			return u.String()
		}
	}
	for _, p := range d.meta.pictures {
		if u := absolute(base, p.src); p.itemprop && u != nil && !p.isDrawn() {
			return u.String()
		}
	}
	head := d.headBlock(title)
	for _, p := range d.meta.pictures {
		if head < 0 || p.block < head || p.block > head+pictureGap || p.isDrawn() {
			continue
		}
		if u := absolute(base, p.src); u != nil {
			return u.String()
		}
	}
	return ""
}

// headBlock is the block of the first heading that prints the title, -1 if none does.
func (d *declared) headBlock(title string) int {
	at, head := -1, fold(title)
	d.marked(headline1|headline, func(m *mark) bool {
		if m.holds() <= maxTitle && m.end > m.start && head != "" && strings.HasSuffix(fold(d.words(m)), head) {
			at = m.block
		}
		return at < 0
	})
	return at
}
