package extractors

import (
	"slices"
	"strings"
	"testing"
)

const (
	lockedLD = `<script type="application/ld+json">{"@type":"NewsArticle","isAccessibleForFree":"False","hasPart":{"@type":"WebPageElement","isAccessibleForFree":"False","cssSelector":".paywall"}}</script>`
	sentence = "The council voted on Monday to keep the old bridge open, and the ferry as well. "
)

func TestPartialTextIsToldByOneSign(t *testing.T) {
	body := "<p>" + strings.Repeat(sentence, 4) + "</p><p>" + strings.Repeat(sentence, 4) + "</p>"
	open := strings.TrimSuffix(body, ". </p>") + "…</p>"
	long := strings.Repeat(body, 6)
	for name, c := range map[string]struct {
		head, body string
		want       bool
	}{
		"whole":                           {"", body, false},
		"open end alone":                  {"", open, false},
		"locked alone":                    {lockedLD, body, false},
		"locked, open end":                {lockedLD, open, true},
		"locked, hardly a text":           {lockedLD, "<p>" + sentence + sentence + "</p>", true},
		"locked by its part, open end":    {`<script type="application/ld+json">{"@type":"NewsArticle","hasPart":[{"isAccessibleForFree":false}]}</script>`, open, true},
		"locked by name, open end":        {`<script type="application/ld+json">{"@type":"NewsArticle","isAccessibleForFree":"http://schema.org/False"}</script>`, open, true},
		"locked by its tier, open end":    {`<meta property="article:content_tier" content="locked">`, open, true},
		"free, open end":                  {`<script type="application/ld+json">{"@type":"NewsArticle","isAccessibleForFree":true}</script>`, open, false},
		"locked, more words declared":     {strings.Replace(lockedLD, `"@type":"News`, `"wordCount":"900","@type":"News`, 1), body, true},
		"locked, as many words declared":  {strings.Replace(lockedLD, `"@type":"News`, `"wordCount":140,"@type":"News`, 1), body, false},
		"locked, longer body declared":    {strings.Replace(lockedLD, `"@type":"News`, `"articleBody":"`+strings.Repeat(sentence, 14)+`","@type":"News`, 1), body, true},
		"line behind the text":            {"", body + "<div>Subscribe to continue reading this story</div>", true},
		"line as the text's last":         {"", body + "<p>Il vous reste 57% de cet article à lire. La suite est réservée aux abonnés.</p>", true},
		"line in the middle":              {"", body + "<p>Subscribe to continue reading, the sign said.</p>" + body, false},
		"line far behind":                 {"", body + strings.Repeat("<p><a href=/x>Another story of ours</a></p>", 9) + "<div>Subscribe to continue reading</div>", false},
		"hidden line":                     {"", body + "<div style='display:none'>Subscribe to continue reading</div>", false},
		"element behind the text":         {"", body + "<div class='article-paywall'><p><a href=/s>All articles</a></p></div>", true},
		"element behind a long text":      {"", long + "<div class=paywall><p><a href=/s>All articles</a></p></div>", false},
		"empty element":                   {"", body + "<div class=paywall></div><p><a href=/x>More</a></p>", false},
		"element far behind an open end":  {"", open + strings.Repeat("<p><a href=/x>Another story of ours</a></p>", 5) + "<div class=regwall><b>Choose</b></div>", true},
		"name that only looks like it":    {"", body + "<div class='below-paywall-thumbnails not-a-paywall-x'><b>Choose</b></div>", false},
		"text inside an element so named": {"", "<div class=paywall>" + body + "</div>", false},
		"no text":                         {lockedLD, "", false},
	} {
		page := "<html><head><title>Bridge stays open</title>" + c.head + "</head><body><article><h1>Bridge stays open</h1>" + c.body + "</article><footer>Imprint</footer></body></html>"
		if p := extract(t, page, ""); p.Partial != c.want {
			t.Errorf("%s: %v, text %q", name, p.Partial, p.Text)
		}
	}
}

func TestWallIsReadInManyLanguages(t *testing.T) {
	for _, line := range []string{
		"Subscribe to continue reading", "This article is for subscribers only", "Already a subscriber? Sign in", "To read the full story, sign in",
		"Jetzt weiterlesen", "Um weiterzulesen, melden Sie sich an", "Dieser Artikel ist nur für Abonnenten", "Bereits Abonnent? Anmelden",
		"Article réservé aux abonnés", "La suite est réservée à nos abonnés. Déjà abonné ?", "Il vous reste 57.09% de cet article à lire.", "Pour lire la suite, abonnez-vous",
		"Para seguir leyendo, suscríbete", "Contenido exclusivo para suscriptores", "Para continuar lendo, assine", "Conteúdo exclusivo para assinantes",
		"Per continuare a leggere abbonati", "Contenuto riservato agli abbonati", "Om verder te lezen heeft u een abonnement nodig", "Dit artikel is exclusief voor abonnees",
		"Aby przeczytać cały tekst, wykup dostęp", "Artykuł dostępny tylko dla subskrybentów", "För att läsa vidare behöver du logga in", "Kun for abonnenter", "For å lese videre må du logge inn",
		"Чтобы читать дальше, оформите подписку", "Материал доступен по подписке", "この記事は有料会員限定です", "残り1234文字", "続きを読むには会員登録が必要です", "订阅后继续阅读", "لمتابعة القراءة اشترك الآن",
	} {
		if !wallPattern.MatchString(line) {
			t.Errorf("%q is not read", line)
		}
	}
	for _, line := range []string{
		"Continue reading", "Lire la suite", "Weiterlesen", "Subscribe to our newsletter", "Abonnieren Sie unseren Newsletter", "Leer más", "The keys are kept for members of the council",
		"Sie lesen den Artikel eines Gastes", "続きを読む",
	} {
		if wallPattern.MatchString(line) {
			t.Errorf("%q is taken for a wall", line)
		}
	}
}

func TestEveryWallHasAStem(t *testing.T) {
	for _, w := range walls {
		if !slices.ContainsFunc(wallStems, func(stem string) bool { return strings.Contains(w, stem) }) {
			t.Errorf("%s has none of the stems: it is never found", w)
		}
	}
}
