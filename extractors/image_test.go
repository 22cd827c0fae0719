package extractors

import "testing"

func TestLeadImageIsFoundWhereItIsNotDeclared(t *testing.T) {
	const base = `<link rel=canonical href="https://x.example/a">`
	for name, c := range map[string]struct{ head, above, want string }{
		"declared":             {head: `<meta property="og:image" content="/og.jpg"><link rel=image_src href=/l.jpg>`, above: `<img src=/i.jpg>`, want: "https://x.example/og.jpg"},
		"a link":               {head: `<link rel=image_src href=/l.jpg>`, above: `<img src=/i.jpg>`, want: "https://x.example/l.jpg"},
		"microdata":            {above: `<img src=/i.jpg><img itemprop=image src=/m.jpg>`, want: "https://x.example/m.jpg"},
		"below the headline":   {above: `<figure><img src=/i.jpg></figure>`, want: "https://x.example/i.jpg"},
		"not a drawing":        {above: `<img src=/logo.png><img class=avatar src=/ann.jpg><img src="data:image/gif;base64,R0">`, want: ""},
		"not a list of images": {above: `<img src="/a.jpg 300w, /b.jpg 600w">`, want: ""},
	} {
		if p := extract(t, articlePage(base+c.head, c.above, ""), ""); p.Image != c.want {
			t.Errorf("%s: image %q, want %q", name, p.Image, c.want)
		}
	}
}
