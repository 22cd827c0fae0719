package poll

import (
	"bytes"
	"cmp"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"

	"coranto/pipeline/news"

	difference "github.com/google/go-cmp/cmp"
)

func TestListsAreRead(t *testing.T) {
	for _, test := range []struct {
		name, text string
		want       []news.Feed
	}{
		{"nothing", "", nil},
		{"blank", "\n \t\r\n", nil},
		{"plain text", "https://a.example/feed\nhttp://b.example\n", []news.Feed{
			{URL: "https://a.example/feed"}, {URL: "http://b.example"},
		}},
		{"names", "https://a.example/ The  A\nhttps://b.example/\tThe B\n", []news.Feed{
			{URL: "https://a.example/", Title: "The A"}, {URL: "https://b.example/", Title: "The B"},
		}},
		{"comments", "# head\n\n  # indented\nhttps://a.example/#top # why\nhttps://b.example/ C# Weekly #2", []news.Feed{
			{URL: "https://a.example/#top"}, {URL: "https://b.example/", Title: "C# Weekly"},
		}},
		{"byte order mark and line ends of Windows", "\ufeffhttps://a.example/\r\nhttps://b.example/ B\r\n", []news.Feed{
			{URL: "https://a.example/"}, {URL: "https://b.example/", Title: "B"},
		}},
		{"line longer than usual", "# " + strings.Repeat("x", 1<<20) + "\nhttps://a.example/", []news.Feed{{URL: "https://a.example/"}}},
		{"OPML", `<?xml version="1.0"?><opml version="2.0"><head><title>x</title></head><body>
			<outline text="A" title="The A" type="rss" xmlUrl="https://a.example/feed" htmlUrl="https://a.example/"/>
			<outline text="B" xmlUrl="https://b.example/feed?x=1&amp;y=2"/>
		</body></opml>`, []news.Feed{
			{URL: "https://a.example/feed", Title: "The A", Site: "https://a.example/"}, {URL: "https://b.example/feed?x=1&y=2", Title: "B"},
		}},
		{"folders", `<opml><body>
			<outline text="Energy"><outline text="Oil"><outline text="A" xmlUrl="https://a.example/"/></outline><outline text="B" xmlUrl="https://b.example/"/></outline>
			<outline title="Named by title"><outline text="C" xmlUrl="https://c.example/"/></outline>
			<outline><outline text="D" xmlUrl="https://d.example/"/></outline>
			<outline text="Gas / Coal /"><outline text="E" xmlUrl="https://e.example/"><outline text="F" xmlUrl="https://f.example/"/></outline></outline>
			<outline text="G" xmlUrl="https://g.example/"/>
		</body></opml>`, []news.Feed{
			{URL: "https://a.example/", Title: "A", Desk: "Energy/Oil"}, {URL: "https://b.example/", Title: "B", Desk: "Energy"},
			{URL: "https://c.example/", Title: "C", Desk: "Named by title"}, {URL: "https://d.example/", Title: "D"},
			{URL: "https://e.example/", Title: "E", Desk: "Gas/Coal"}, {URL: "https://f.example/", Title: "F", Desk: "Gas/Coal"},
			{URL: "https://g.example/", Title: "G"},
		}},
		{"attributes in any case", `<OPML><Body><Outline TEXT="D"><outline Text="A" XMLURL=" https://a.example/ " HtmlURL="https://a.example/home"/></Outline></Body></OPML>`,
			[]news.Feed{{URL: "https://a.example/", Title: "A", Site: "https://a.example/home", Desk: "D"}}},
		{"byte order mark", "\ufeff \n<opml><body><outline text='A' xmlUrl='https://a.example/'/></body></opml>",
			[]news.Feed{{URL: "https://a.example/", Title: "A"}}},
		{"entities of HTML", "<opml><body><outline text='Caf&eacute;&nbsp;News' xmlUrl='https://a.example/'/></body></opml>",
			[]news.Feed{{URL: "https://a.example/", Title: "Café News"}}},
		{"Latin-1", "<?xml version='1.0' encoding='ISO-8859-1'?><opml><body><outline text='Caf\xe9' xmlUrl='https://a.example/'/></body></opml>",
			[]news.Feed{{URL: "https://a.example/", Title: "Café"}}},
		{"feed without name", "<opml><body><outline text='https://a.example/' xmlUrl='https://a.example/'/></body></opml>",
			[]news.Feed{{URL: "https://a.example/"}}},
		{"credentials", "https://user:secret@a.example/", []news.Feed{{URL: "https://user:secret@a.example/"}}},
	} {
		got, err := ReadList("feeds", []byte(test.text))
		if diff := difference.Diff(test.want, got); diff != "" || err != nil {
			t.Errorf("%s: %v %s", test.name, err, diff)
		}
	}
}

func TestEveryMistakeInAListIsReportedWithItsPlace(t *testing.T) {
	for _, test := range []struct {
		name, text string
		want       []string // parts of the lines of the error, in order
		feeds      int
	}{
		{"plain text", "https://a.example/\n\n  nonsense\nftp://b.example/ B\nhttps://c.example/\nhttp:///d", []string{
			`feeds:3:3: address "nonsense": only http and https`, `feeds:4:1: address "ftp://b.example/"`, `feeds:6:1: address "http:///d": no host`,
		}, 2},
		{"column counts characters", "\u00a0\u00a0nonsense", []string{"feeds:1:3: "}, 0},
		{"odd addresses", "https://a.example/\xff\nhttps://a.example/" + strings.Repeat("x", maxAddress), []string{"feeds:1:1: ", "feeds:2:1: "}, 0},
		{"OPML", "<opml><body>\n <outline text='A' xmlUrl='a.example'/>\n <outline text='B' xmlUrl='https://b.example/'/><outline xmlUrl='file:///c'/>\n</body></opml>", []string{
			`feeds:2:2: address "a.example"`, `feeds:3:49: address "file:///c"`,
		}, 1},
		{"mistake and broken XML", "<opml><body>\n<outline xmlUrl='a'/>\n<outline text='&'/></body></opml>", []string{"feeds:2:1: ", "feeds:3:"}, 0},
		{"cut short", "<opml><body><outline text='A' xmlUrl='https://a.example/'/>", []string{"feeds:1:60: XML syntax error"}, 1},
		{"ends crossed", "<opml><body><outline text='A'></body></outline></opml>", []string{"feeds:1:38: XML syntax error"}, 0},
		{"unescaped ampersand", "<opml><body>\n<outline xmlUrl='https://a.example/?x=1&y=2'/></body></opml>", []string{"feeds:2:"}, 0},
		{"unknown charset", "<?xml version='1.0' encoding='klingon'?><opml/>", []string{"feeds:1:"}, 0},
		{"a page", "<html><body>", []string{"feeds:1:1: neither OPML nor plain text"}, 0},
		{"a feed", rss("/a A"), []string{"feeds:1:1: neither OPML nor plain text"}, 0},
		{"a comment only", "<!-- none -->", []string{"feeds:1:1: neither OPML nor plain text"}, 0},
	} {
		got, err := ReadList("feeds", []byte(test.text))
		if err == nil || len(got) != test.feeds {
			t.Errorf("%s: %d feeds, %v", test.name, len(got), err)
			continue
		}
		mistakes := strings.Split(err.Error(), "\n")
		if len(mistakes) != len(test.want) {
			t.Errorf("%s: %v", test.name, err)
			continue
		}
		for i, want := range test.want {
			if !strings.HasPrefix(mistakes[i], want) {
				t.Errorf("%s: %q, want %q…", test.name, mistakes[i], want)
			}
		}
	}
}

func TestListIsWrittenAsOPMLWithAFolderADesk(t *testing.T) {
	var b bytes.Buffer
	err := WriteList(&b, "Mine & <yours>", []news.Feed{
		{URL: "https://a.example/?x=1&y=2", Title: `A "quoted"`, Site: "https://a.example/", Desk: "Energy/Oil"},
		{URL: "https://b.example/"},
		{URL: "https://c.example/", Desk: "Energy"},
		{URL: "https://d.example/", Desk: "Energy/Oil"},
	})
	want := `<?xml version="1.0" encoding="UTF-8"?>
<opml version="2.0">
  <head>
    <title>Mine &amp; &lt;yours&gt;</title>
  </head>
  <body>
    <outline text="Energy">
      <outline text="Oil">
        <outline text="A &#34;quoted&#34;" title="A &#34;quoted&#34;" type="rss" xmlUrl="https://a.example/?x=1&amp;y=2" htmlUrl="https://a.example/"></outline>
        <outline text="https://d.example/" type="rss" xmlUrl="https://d.example/"></outline>
      </outline>
      <outline text="https://c.example/" type="rss" xmlUrl="https://c.example/"></outline>
    </outline>
    <outline text="https://b.example/" type="rss" xmlUrl="https://b.example/"></outline>
  </body>
</opml>
`
	if diff := difference.Diff(want, b.String()); diff != "" || err != nil {
		t.Error(diff, err)
	}
}

type brokenPipe struct{}

func (brokenPipe) Write([]byte) (int, error) { return 0, io.ErrClosedPipe }

func TestListThatCannotBeWrittenIsAnError(t *testing.T) {
	if err := WriteList(brokenPipe{}, "x", nil); !errors.Is(err, io.ErrClosedPipe) {
		t.Error(err)
	}
}

// sorted brings feeds into one order, since writing gathers those of one desk.
func sorted(feeds []news.Feed) []news.Feed {
	return slices.SortedStableFunc(slices.Values(feeds), func(a, b news.Feed) int {
		return cmp.Or(cmp.Compare(a.Desk, b.Desk), cmp.Compare(a.URL, b.URL), cmp.Compare(a.Title, b.Title), cmp.Compare(a.Site, b.Site))
	})
}

// FuzzReadList holds that nothing panics, and that a list written and read again is the same.
func FuzzReadList(f *testing.F) {
	for _, seed := range []string{
		"https://a.example/ A # b\n\nhttps://b.example/", "\ufeff<opml><body><outline text='a/b'><outline title='t' xmlUrl='https://a.example/'/></outline></body></opml>",
		"<opml>", "<opml></outline>", "<outline/>", "https://a.example/ \x01\u2028\ufffe", "<opml><outline xmlUrl='https://a.example/' text='https://a.example/'/></opml>",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		feeds, err := ReadList("feeds", data)
		if err != nil {
			if !strings.HasPrefix(err.Error(), "feeds:") {
				t.Errorf("mistake without place: %v", err)
			}
			return
		}
		written := func(feeds []news.Feed) []byte {
			var b bytes.Buffer
			if err := WriteList(&b, "x", feeds); err != nil {
				t.Fatal(err)
			}
			return b.Bytes()
		}
		first := written(feeds)
		again, err := ReadList("feeds", first)
		if diff := difference.Diff(sorted(feeds), sorted(again)); diff != "" || err != nil {
			t.Errorf("%v %s\n%s", err, diff, first)
		}
		if second := written(again); !bytes.Equal(first, second) {
			t.Errorf("written twice differently:\n%s\n%s", first, second)
		}
	})
}
