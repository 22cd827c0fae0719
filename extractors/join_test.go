package extractors

import (
	"strings"
	"testing"
)

func TestBlocksAreSetInParagraphsAndLines(t *testing.T) {
	for name, c := range map[string]struct{ html, want string }{
		"paragraphs":             {"<p>A.</p><p>B.</p>", "A.\n\nB."},
		"subheads":               {"<p>A.</p><h2>H</h2><p>B.</p>", "A.\n\nH\n\nB."},
		"line breaks":            {"<p>A.<br>B.</p>", "A.\n\nB."},
		"items":                  {"<p>A.</p><ul><li>B</li><li>C</li></ul><p>D.</p>", "A.\n\nB\nC\n\nD."},
		"items in paragraphs":    {"<ol><li><p>B</p></li><li><p>C</p></li></ol>", "B\nC"},
		"items in items":         {"<ul><li>B<ul><li>C</li><li>D</li></ul></li><li>E</li></ul>", "B\nC\nD\nE"},
		"two lists":              {"<ul><li>B</li><li>C</li></ul><ul><li>D</li></ul>", "B\nC\n\nD"},
		"items that are entries": {"<ul><li><h3>B</h3><p>C.</p><p>D.</p></li><li><h3>E</h3><p>F.</p></li></ul>", "B\n\nC.\n\nD.\n\nE\n\nF."},
		"terms":                  {"<dl><dt>B</dt><dd>C</dd></dl>", "B\nC"},
		"a list without items":   {"<ul>B<br>C</ul>", "B\n\nC"},
		"rows":                   {"<p>A.</p><table><tr><th>B</th><th>C</th></tr><tr><td>D</td><td><p>E</p></td></tr></table><p>F.</p>", "A.\n\nB C\nD E\n\nF."},
		"rows of one cell":       {"<table><tr><td>B.</td></tr><tr><td>C.</td></tr></table>", "B.\n\nC."},
		"cells with paragraphs":  {"<table><tr><td><p>B.</p><p>C.</p></td><td>D</td></tr></table>", "B.\n\nC.\n\nD"},
		"a table in a cell":      {"<table><tr><td>B</td><td><table><tr><td>C</td><td>D</td></tr></table></td></tr></table>", "B\n\nC D"},
		"a list in a cell":       {"<table><tr><td>B</td><td><ul><li>C</li><li>D</li></ul></td></tr></table>", "B\n\nC\nD"},
		"a table in an item":     {"<ul><li>B<table><tr><td>C</td><td>D</td></tr></table></li><li>E</li></ul>", "B\n\nC D\n\nE"},
	} {
		root, err := parse([]byte(c.html))
		if err != nil {
			t.Fatal(err)
		}
		o := layout(root, 0, 0)
		var all []int
		for i := range o.blocks {
			all = append(all, i)
		}
		if got := o.join(all); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

func TestDeclaredTextIsSetInParagraphsAndLines(t *testing.T) {
	for in, want := range map[string]string{
		"A.\nB.":                                 "A.\n\nB.",
		"A.\r\n\r\n\r\nB.":                       "A.\n\nB.",
		"<p>A.</p>\n<p>B.</p>":                   "A.\n\nB.",
		"A.<ul><li>B</li><li>C</li></ul>D.":      "A.\n\nB\nC\n\nD.",
		"<ol><li><p>B</p></li>\n<li>C</li></ol>": "B\nC",
		"&lt;p&gt;A.&lt;/p&gt;&lt;p&gt;B.":       "A.\n\nB.",
		"A.\x01 B.\n\x01C.":                      "A. B.\n\nC.",
		"A so\u00adft ke\u200by\u2060word.":      "A soft keyword.",
		"":                                       "",
	} {
		if got := paragraphs(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func TestLongListIsSetQuickly(t *testing.T) {
	page := "<ul><li>" + strings.Repeat("<p>One of many words.</p>", 20_000) + "</ul>" + strings.Repeat("<table><tr>"+strings.Repeat("<td>x", 2_000), 10)
	if p := extract(t, page, ""); p.Text == "" {
		t.Error("no text")
	}
}
