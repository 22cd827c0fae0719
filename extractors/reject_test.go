package extractors

import (
	"strings"
	"testing"
)

func TestPageWithoutAnArticleIsRejectedForAReason(t *testing.T) {
	text := "<article><p>" + strings.Repeat(sentence, 6) + "</p><p>" + strings.Repeat(sentence, 6) + "</p></article>"
	teaser := "<div><h3><a href=/x>Bridge and ferry stay, says the council</a></h3><p>" + sentence + "</p></div>"
	for name, c := range map[string]struct {
		url, head, body, want string
	}{
		"article":                      {"", "", "<h1>Bridge stays open</h1>" + text, ""},
		"nothing":                      {"", "", "<h1>Bridge stays open</h1>", NoText},
		"login form beside an article": {"", "", "<form><input type=password></form><h1>Bridge stays open</h1>" + text, ""},

		"not found":             {"", "", "<h1>Page not found</h1><p>" + sentence + sentence + "</p>", Soft404},
		"not found, by title":   {"", "<title>404 Not Found</title>", "<p>" + sentence + sentence + "</p>", Soft404},
		"article on not found":  {"", "<title>Page not found: a history</title>", "<h1>Page not found: a history</h1>" + text, ""},
		"article on 404 people": {"", "<title>404 people fed</title>", "<h1>404 people fed</h1><p>" + sentence + sentence + "</p>", ""},

		"video":              {"", `<meta property="og:type" content="video.other">`, "<h1>Bridge stays open</h1><p>" + sentence + sentence + "</p>", VideoOnly},
		"video in JSON-LD":   {"", `<script type="application/ld+json">{"@type":"VideoObject","name":"Bridge"}</script>`, "<h1>Bridge stays open</h1><p>" + sentence + sentence + "</p>", VideoOnly},
		"video with a text":  {"", `<meta property="og:type" content="video.other">`, "<h1>Bridge stays open</h1>" + text, ""},
		"article with video": {"", `<script type="application/ld+json">[{"@type":"VideoObject"},{"@type":"NewsArticle","headline":"Bridge"}]</script>`, "<h1>Bridge</h1><p>" + sentence + sentence + "</p>", ""},

		"login":                {"", "", "<h1>Log in</h1><form><input type=password></form>", LoginWall},
		"login, no headline":   {"", "", "<form><label>Name<input></label><input type=password></form>", LoginWall},
		"login with some text": {"", "", "<h1>Anmelden</h1><p>" + sentence + sentence + "</p><form><input type=password></form>", LoginWall},
		"login without a form": {"", "", "<h1>Iniciar sesión</h1>", LoginWall},

		"front of many headlines":          {"", "", strings.Repeat(teaser, 12), SectionFront},
		"front by its address":             {"https://example.com/", "", strings.Repeat(teaser, 6), SectionFront},
		"front by what it says":            {"", `<script type="application/ld+json">{"@type":"CollectionPage"}</script>`, strings.Repeat(teaser, 6), SectionFront},
		"few headlines":                    {"", "", strings.Repeat(teaser, 6), ""},
		"article at a site's address":      {"https://example.com/", "", "<h1>Bridge</h1>" + text + strings.Repeat(teaser, 6), ""},
		"article that says it is a front":  {"", `<script type="application/ld+json">{"@type":"CollectionPage"}</script>`, "<h1>Bridge</h1>" + text + strings.Repeat(teaser, 6), ""},
		"article above many headlines":     {"", "", "<h1>Bridge</h1>" + text + strings.Repeat(teaser, 30), ""},
		"front that says it is an article": {"", `<meta property="article:published_time" content="2024-07-05">`, strings.Repeat(teaser, 12), ""},
	} {
		page := "<html><head>" + c.head + "</head><body>" + c.body + "<footer>Imprint</footer></body></html>"
		if p := extract(t, page, c.url); p.Rejected != c.want || (p.Text == "") != (c.want != "") {
			t.Errorf("%s: %q, want %q, text %q", name, p.Rejected, c.want, cut(p.Text, 100))
		}
	}
}

func TestTextThatARuleFindsIsAnArticle(t *testing.T) {
	page := "<html><head><meta property='og:type' content='video.other'></head><body><h1>Bridge</h1><div class=body><p>" + sentence + sentence + "</p></div></body></html>"
	if p := extract(t, page, ""); p.Rejected != VideoOnly {
		t.Errorf("without a rule: %q", p.Rejected)
	}
	if p := ruled(t, Rule{Text: selectors(t, ".body")}, page); p.Rejected != "" || p.Method != "site" {
		t.Errorf("with a rule: %q by %q", p.Rejected, p.Method)
	}
}

func TestWhatIsNotThereIsReadInManyLanguages(t *testing.T) {
	for _, headline := range []string{
		"404", "404 Not Found", "Error 404", "Error 404: page missing", "HTTP 404", "404 – Seite nicht gefunden", "410 | Page gone", "Page not found", "Page Not Found | The Example",
		"Sorry, we couldn't find that page", "The page you are looking for does not exist", "This article is no longer available",
		"Seite nicht gefunden", "Die Seite wurde nicht gefunden", "Page introuvable", "Cette page n’existe plus", "Página no encontrada", "Página não encontrada", "Pagina non trovata",
		"Pagina niet gevonden", "Nie znaleziono strony", "Strona nie istnieje", "Sidan kunde inte hittas", "Siden blev ikke fundet", "Sivua ei löydy", "Страница не найдена", "Сторінку не знайдено",
		"Sayfa bulunamadı", "Stránka nenalezena", "Az oldal nem található", "ページが見つかりません", "お探しのページは見つかりませんでした", "页面不存在", "페이지를 찾을 수 없습니다", "الصفحة غير موجودة",
	} {
		if !notFound.MatchString(headline) {
			t.Errorf("%q is not read", headline)
		}
	}
	for _, headline := range []string{
		"404 people killed in the flood", "Peugeot 404 turns 60", "New page in the country's history", "Missing girl not found", "No winner found in the lottery", "Der Schlüssel wurde nicht gefunden",
		"410 jobs to go at the steelworks", "The last page of the war", "Front page",
	} {
		if notFound.MatchString(headline) {
			t.Errorf("%q is taken for an error", headline)
		}
	}
}

func TestLoginIsReadInManyLanguages(t *testing.T) {
	for _, headline := range []string{"Log in", "Please sign in", "Sign in | The Example", "Login", "Anmelden", "Se connecter", "Connexion - Le Monde", "Iniciar sesión", "Entrar", "Accedi", "Inloggen", "Zaloguj się", "Вход", "ログイン", "登录"} {
		if !login.MatchString(headline) {
			t.Errorf("%q is not read", headline)
		}
	}
	for _, headline := range []string{"Loginov wins", "Entrarán mañana", "Registered nurses walk out", "Connexions rail network fails"} {
		if login.MatchString(headline) {
			t.Errorf("%q is taken for a login", headline)
		}
	}
}
