package extractors

import (
	"net/url"
	"regexp"
	"strings"
	"unicode/utf8"
)

// Pages that are no article. What declares itself to be one is believed, as long as it has
// a text; the limits are such that hardly any page with an article is taken for another
// kind of page.

// Why a page has no article, as Page.Rejected says it.
const (
	Soft404      = "soft 404"      // the page says that it is not there
	VideoOnly    = "video only"    // next to no text below a video
	SectionFront = "section front" // headlines of other pages
	LoginWall    = "login wall"    // a form for those who have an account
	NoText       = "no text"       // nothing of the length of a paragraph
)

// Limits, in characters of the text found.
const (
	errorSize = 800 // of a page that is not there
	videoSize = 500 // of what stands below a video
	loginSize = 300 // of what stands beside a login
	frontRun  = 600 // between two headlines of a front
)

// notFound is what headlines say of pages that are not there, by language.
var notFound = regexp.MustCompile(`(?i)^\W*(?:(?:error|http|code|status|erreur|fehler|errore|erro|błąd|ошибка|помилка|hata|エラー|错误|錯誤)\s*:?\s*(?:404|410)\b.*|(?:404|410)(?:\W+(?:.{0,30}\b(?:error|not found|page|seite|fehler|erreur|página|pagina|errore|erro|strona|błąd|sida|siden|страница|ошибка|hata|sayfa)\b.*))?|404)\W*$|` + strings.Join([]string{
	`\b(?:page|article|story|content) (?:you(?:['’]re| are| were)? (?:looking for|requested) )?(?:(?:was |is |could |can)?\s?(?:not|n['’]t|no longer) (?:be )?(?:found|available|exists?)|(?:does|did) ?(?:not|n['’]t) exist)`, `we (?:can(?:not|['’]t)|could(?: not|n['’]t)) find (?:that|the|this|your) page`,
	`(?:seite|artikel|inhalt) (?:wurde )?(?:leider )?(?:konnte )?nicht (?:mehr )?(?:gefunden|verfügbar|vorhanden)`,
	`(?:page|article) (?:est )?(?:introuvable|non trouvée?|inexistante)`, `cette page n['’]existe (?:pas|plus)`,
	`(?:página|artículo|contenido) no (?:encontrad[ao]|existe|disponible)`, `no (?:se )?(?:ha |hemos )?(?:encontr\p{L}+) la página`,
	`(?:página|conteúdo|artigo) (?:não|nao) (?:encontrad[ao]|existe|disponível)`,
	`pagina non (?:trovata|esistente|disponibile)`, `pagina (?:is )?niet (?:meer )?(?:gevonden|beschikbaar)`,
	`(?:nie znaleziono|brak) strony`, `strona nie (?:istnieje|została znaleziona)`,
	`sidan (?:kunde inte hittas|hittades inte|finns inte)`, `siden (?:blev ikke fundet|ble ikke funnet|finnes ikke|findes ikke)`, `sivua ei löy`,
	`страница не (?:найдена|существует)`, `сторінк\p{L} не (?:знайдено|існує)`, `sayfa bulunamadı`, `stránka nenalezena`, `az oldal nem található`,
	`ページが(?:見つかりません|存在しません)`, `お探しのページ`, `页面不存在|找不到(?:页面|网页|該頁)|頁面不存在`, `페이지를 찾을 수 없`, `الصفحة غير موجودة|لم يتم العثور على الصفحة`,
}, "|"))

// Linked headlines that make a page a front, some with another sign of it, many alone.
const (
	someTeasers = 5
	manyTeasers = 10
)

// login is what headlines say of pages that let nobody in without a name.
var login = regexp.MustCompile(`(?i)^\W*(?:please )?(?:log ?in|sign ?in|register|create (?:an|your) account|anmelden|einloggen|login|registrieren|(?:se )?connecter|connexion|identifiez-vous|iniciar sesión|inicia sesión|acceder|entrar|fazer login|faça login|accedi|inloggen|aanmelden|zaloguj się|logowanie|logga in|log ind|logg inn|kirjaudu|вход|войти|увійти|giriş yap|oturum aç|přihlášení|ログイン|登录|登入|로그인|تسجيل الدخول)(?:[^\p{L}\p{N}].{0,60})?$`)

// reject gives the reason for which a page has no article, "" if it has one.
func (d *declared) reject(p *Page, text *article) string {
	size := utf8.RuneCountInString(p.Text)
	switch {
	case size < errorSize && d.isMissing(p.Title, size):
		return Soft404
	case p.Method == "site": // a rule has found the article
		return ""
	case size < videoSize && d.isVideo():
		return VideoOnly
	case d.isFront(p, text):
		return SectionFront
	case size < loginSize && (d.meta.password || size == 0) && d.isHeaded(login, p.Title), size == 0 && d.meta.password:
		return LoginWall
	case size == 0:
		return NoText
	}
	return ""
}

// isMissing reports whether the headline says that the page is not there and little else;
// what declares itself an article and has a text is believed.
func (d *declared) isMissing(title string, size int) bool {
	if size >= loginSize && (d.isArticle() || d.meta.get("og:type") == "article") {
		return false
	}
	says := func(s string) bool {
		at := notFound.FindStringIndex(s)
		words := len(strings.Fields(fold(s)))
		if at == nil || words > maxMissing {
			return false
		}
		return words-len(strings.Fields(fold(s[at[0]:at[1]]))) <= maxBeside && (words <= maxBeside+2 || !numbered.MatchString(s))
	}
	yes := says(title) || size == 0 && says(cut(d.meta.title, maxTitle))
	d.marked(headline1, func(m *mark) bool {
		yes = yes || m.holds() <= maxTitle && says(d.words(m))
		return !yes
	})
	return yes
}

// Limits, in words, of a headline that says so, and of what else it says.
const (
	maxMissing = 12
	maxBeside  = 3
)

var numbered = regexp.MustCompile(`\b4(?:04|10)\b`)

// isHeaded reports whether the page's title or a headline of the first order says something.
func (d *declared) isHeaded(what *regexp.Regexp, title string) bool {
	yes := what.MatchString(title) || what.MatchString(cut(d.meta.title, maxTitle))
	d.marked(headline1, func(m *mark) bool {
		yes = yes || m.holds() <= maxTitle && what.MatchString(d.words(m))
		return !yes
	})
	return yes
}

// isArticle reports whether the page declares itself an article.
func (d *declared) isArticle() bool {
	return d.ld.article != nil || d.meta.get("og:type") == "article" && !d.ld.list || d.meta.get("article:published_time") != ""
}

func (d *declared) isVideo() bool {
	return strings.HasPrefix(d.meta.get("og:type"), "video") || d.ld.video && !d.isArticle()
}

// isFront reports whether a page is a list of articles: nowhere is there much to read
// without a linked headline between, and the page says that it is one, is a site's first
// or has many of them.
func (d *declared) isFront(p *Page, text *article) bool {
	if d.isArticle() {
		return false
	}
	teasers, run, longest, linked, all := 0, 0, 0, 0, 0
	kept := text.kept
	for i := range d.blocks {
		b, text := &d.blocks[i], len(kept) > 0 && kept[0] == i
		if text {
			kept = kept[1:]
			linked, all = linked+b.linked, all+b.size
		}
		switch {
		case d.isTeaser(i):
			teasers++
			run = 0
		case text:
			run += b.size
			longest = max(longest, run)
		}
	}
	if teasers < someTeasers || longest > frontRun {
		return false
	}
	return teasers >= manyTeasers || d.ld.list || isRoot(firstOf(p.URL, p.Canonical)) || linked*2 > all
}

// isTeaser reports whether a block is a headline that leads elsewhere.
func (d *declared) isTeaser(k int) bool {
	b := &d.blocks[k]
	return b.size >= 20 && b.linked*10 >= b.size*9 && d.within(b)&inHeading != 0
}

// isRoot reports whether an address is that of a site's first page.
func isRoot(address string) bool {
	u, err := url.Parse(address)
	return err == nil && u.Host != "" && (u.Path == "" || u.Path == "/") && u.RawQuery == ""
}
