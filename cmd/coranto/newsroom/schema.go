package newsroom

// graph describes an article's page to search engines, in the connected form that large
// sites use: the article names its author, publisher and picture by @id.
func graph(p page) map[string]any {
	a, site := p.Article, p.Home+"/#publisher"
	story := map[string]any{
		"@type":            "NewsArticle",
		"@id":              p.URL + "#article",
		"headline":         a.Title,
		"description":      a.Summary,
		"datePublished":    p.Date(),
		"dateModified":     p.Date(),
		"inLanguage":       a.Lang,
		"articleSection":   p.Section,
		"keywords":         a.Keywords,
		"image":            ref(p.URL + "#picture"),
		"publisher":        ref(site),
		"isPartOf":         ref(p.Home + "/#site"),
		"mainEntityOfPage": ref(p.URL),
	}
	nodes := []any{
		map[string]any{"@type": "WebSite", "@id": p.Home + "/#site", "url": p.Home + "/", "name": p.Site.Name, "publisher": ref(site)},
		map[string]any{"@type": "NewsMediaOrganization", "@id": site, "name": p.Site.Name, "url": p.Home + "/"},
		map[string]any{"@type": "ImageObject", "@id": p.URL + "#picture", "url": p.Picture, "width": 640, "height": 360},
		map[string]any{"@type": "BreadcrumbList", "itemListElement": []any{
			map[string]any{"@type": "ListItem", "position": 1, "name": p.Site.Name, "item": p.Home + "/"},
			map[string]any{"@type": "ListItem", "position": 2, "name": p.Section, "item": p.Home + "/section/" + a.Section},
		}},
		story,
	}
	var authors []any
	for _, name := range a.Authors {
		id := p.Home + "/#" + name
		authors = append(authors, ref(id))
		nodes = append(nodes, map[string]any{"@type": "Person", "@id": id, "name": name})
	}
	if authors != nil {
		story["author"] = authors
	}
	return map[string]any{"@context": "https://schema.org", "@graph": nodes}
}

func ref(id string) any { return map[string]any{"@id": id} }
