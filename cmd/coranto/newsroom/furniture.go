package newsroom

import (
	"maps"
	"slices"
)

// Furniture lists the phrases that pages put around their articles (menus, adverts,
// boxes, comments) and that no article contains: whoever finds one in an extracted text
// has extracted too much.
func Furniture() []string {
	var phrases []string
	for _, lang := range phrasebook() {
		phrases = append(phrases, slices.Collect(maps.Values(lang))...)
	}
	slices.Sort(phrases)
	return phrases
}

// phrasebook holds the furniture by language and key. Adverts and comments talk of oil
// and sanctions on purpose: on a page about cricket they must not count.
func phrasebook() map[string]map[string]string {
	return map[string]map[string]string{
		"en": {
			"skip":       "Skip to main content",
			"cookies":    "We use cookies to remember how you like to read us.",
			"accept":     "Accept all cookies",
			"here":       "You are here:",
			"advert":     "Advertisement – the story continues below",
			"coats":      "Switch your heating oil to a fixed tariff today and save up to 30 per cent!",
			"share":      "Share this story with a friend",
			"copy":       "Copy the link to this page",
			"related":    "More stories you may have missed",
			"more":       "Read more:",
			"newsletter": "Get our morning briefing in your inbox",
			"signup":     "Sign me up for free",
			"bio":        "writes for us about the things that move people and prices.",
			"comments":   "Join the conversation: 3 readers have commented",
			"comment":    "Sanctions, tariffs, dear oil: in the end it is always us who pay.",
			"praise":     "Thank you, that was well explained. Greetings from a reader of thirty years.",
			"trending":   "Most viewed this hour",
			"tags":       "Filed under",
			"rights":     "All rights reserved by the publisher of these pages.",
			"tip":        "Have you seen a mistake? Tell our readers' editor",
			"about":      "About us", "privacy": "Privacy notice", "contact": "Contact the editors",
		},
		"de": {
			"skip":       "Zum Inhalt springen",
			"cookies":    "Wir verwenden Cookies, damit Sie uns so lesen können, wie Sie es mögen.",
			"accept":     "Alle Cookies annehmen",
			"here":       "Sie sind hier:",
			"advert":     "Anzeige – der Artikel geht unten weiter",
			"coats":      "Heizöl jetzt zum Festpreis: bis zu 30 Prozent sparen!",
			"share":      "Diesen Artikel mit Freunden teilen",
			"copy":       "Link zu dieser Seite kopieren",
			"related":    "Das könnte Sie auch interessieren",
			"newsletter": "Unser Morgenbrief kostenlos in Ihr Postfach",
			"signup":     "Jetzt kostenlos anmelden",
			"bio":        "schreibt für uns über alles, was Märkte und Menschen bewegt.",
			"comments":   "Reden Sie mit: 3 Leserinnen und Leser haben kommentiert",
			"comment":    "Sanktionen, Zölle, teures Öl: am Ende zahlen immer wir.",
			"praise":     "Danke, das war gut erklärt. Grüße von einem treuen Leser.",
			"trending":   "In dieser Stunde am meisten gelesen",
			"tags":       "Abgelegt unter",
			"rights":     "Alle Rechte beim Verlag dieser Seiten.",
			"tip":        "Fehler entdeckt? Schreiben Sie unserer Leserredaktion",
			"about":      "Über uns", "privacy": "Hinweise zum Datenschutz", "contact": "Kontakt zur Redaktion",
		},
		"es": {
			"cookies":    "Usamos cookies para recordar cómo le gusta leernos.",
			"accept":     "Aceptar todas las cookies",
			"here":       "Está usted aquí:",
			"advert":     "Publicidad – la noticia sigue más abajo",
			"coats":      "¡Cambie hoy su tarifa de gas y ahorre hasta un 30 por ciento!",
			"share":      "Comparta esta noticia con un amigo",
			"copy":       "Copiar el enlace de esta página",
			"more":       "Lea también:",
			"newsletter": "Reciba nuestro boletín de la mañana en su correo",
			"signup":     "Suscribirme gratis",
			"bio":        "escribe para nosotros sobre lo que mueve a la gente y a los precios.",
			"comments":   "Participe: 3 lectores han comentado",
			"comment":    "Sanciones, aranceles, petróleo caro: al final siempre pagamos los mismos.",
			"praise":     "Gracias, muy bien explicado. Saludos de un lector de siempre.",
			"rights":     "Todos los derechos reservados por el editor de estas páginas.",
			"tip":        "¿Ha visto un error? Escriba a nuestra defensora del lector",
			"about":      "Quiénes somos", "privacy": "Aviso de privacidad", "contact": "Contacto con la redacción",
		},
		"ru": {
			"cookies":    "Мы используем файлы cookie, чтобы помнить ваши настройки чтения.",
			"accept":     "Принять все файлы cookie",
			"here":       "Вы находитесь здесь:",
			"advert":     "Реклама – продолжение статьи ниже",
			"coats":      "Топливо для дома по новому тарифу: экономьте до 30 процентов!",
			"share":      "Поделиться этой новостью с друзьями",
			"copy":       "Скопировать ссылку на страницу",
			"related":    "Возможно, вы пропустили",
			"newsletter": "Утренняя рассылка в вашем почтовом ящике",
			"signup":     "Подписаться бесплатно",
			"bio":        "пишет для нас о том, что движет людьми и ценами.",
			"comments":   "Присоединяйтесь к разговору: 3 комментария читателей",
			"comment":    "Санкции, пошлины, дорогая нефть: в конце концов всегда платим мы.",
			"praise":     "Спасибо, всё хорошо объяснили. Привет от давнего читателя.",
			"trending":   "Самое читаемое за этот час",
			"tags":       "Метки этой статьи",
			"rights":     "Все права принадлежат издателю этих страниц.",
			"tip":        "Заметили ошибку? Напишите редактору по работе с читателями",
			"about":      "О нашем издании", "privacy": "О личных данных", "contact": "Связаться с редакцией",
		},
	}
}
