package dates

import "testing"

func TestDateInAddress(t *testing.T) {
	for in, want := range map[string]string{
		"https://x.example/2024/07/05/story": "2024-07-05", "https://x.example/2023/12/22/a": "2023-12-22", "https://x.example/story-2024-7-5.html": "2024-07-05",
		"https://x.example/news/20240705/1": "2024-07-05", "https://x.example/2024/jul/05/a": "2024-07-05", "https://x.example/2024/july/05/a": "2024-07-05",
		"https://x.example/news/05-07-2024": "2024-07-05", "https://x.example/article/A2024070514320005196": "2024-07-05",
		"https://x.example/2024/07/story": "", "https://x.example/a/1234567890123456": "", "https://x.example/2024/99/99/": "",
		"https://web.archive.org/web/20171008220355/http://x.example/2017/01/26/a": "2017-01-26",
		"https://web.archive.org/web/20171008220355im_/http://x.example/about":     "",
	} {
		got := ""
		if at, ok := InURL(in); ok {
			got = at.Format("2006-01-02")
		}
		if got != want {
			t.Errorf("InURL(%q) = %q, want %q", in, got, want)
		}
	}
}
