package pipeline

import (
	"errors"

	"coranto/pipeline/extract"
	"coranto/pipeline/yaml"
)

// shippedSites are the rules in the binary.
var shippedSites = topicSource{"site", embedded, []yaml.Text{{Value: "sites"}}}

// ReadSites reads the rules for sites: those in the binary, then those that the
// configuration names, which count before the others.
func (c *Config) ReadSites() ([]extract.Site, error) {
	shipped, err := shippedSites.sites()
	if err != nil {
		return nil, err
	}
	own, err := c.siteSource.sites()
	if err != nil {
		return nil, err
	}
	return append(shipped, own...), nil
}

func (s topicSource) sites() ([]extract.Site, error) {
	files, missing := s.files()
	list := make([]extract.File, len(files))
	for i, f := range files {
		list[i] = extract.File(f)
	}
	sites, err := extract.ParseSites(list)
	if err = errors.Join(missing, err); err != nil {
		return nil, err
	}
	return sites, nil
}

// WrongSites holds the rules for sites against their tests, and gives those that come out
// otherwise than they say.
func WrongSites(sites []extract.Site) []extract.SiteFailure {
	var wrong []extract.SiteFailure
	for _, s := range sites {
		wrong = append(wrong, extract.TestSite(s)...)
	}
	return wrong
}
