package route

// Collision is a pair of routes that can never both answer.
type Collision struct {
	First, Second int  // indices; First answers
	Static        bool // both stand for the same fixed path; else on-demand routes of equal shape
}

// Collisions finds the routes, in priority order, that an earlier one hides.
// Prerendered dynamic routes are left out: they may generate different paths.
func Collisions(routes []Route, prerendered func(int) bool) []Collision {
	var found []Collision
	seen := make(map[string]int, len(routes))
	for i := range routes {
		static := routes[i].IsStatic()
		if !static && prerendered(i) {
			continue
		}
		key := routes[i].shape()
		if j, ok := seen[key]; ok {
			found = append(found, Collision{First: j, Second: i, Static: static})
			continue
		}
		seen[key] = i
	}
	return found
}

// shape is the pattern without the names of its parameters: equal shapes match
// equal paths.
func (r *Route) shape() string {
	var b []byte
	for _, s := range r.Segments {
		b = append(b, '/')
		for _, p := range s {
			switch p.Kind {
			case Static:
				b = append(b, literal(p.Text)...)
			case Param:
				b = append(b, 0)
			case Rest:
				b = append(b, 1)
			}
		}
	}
	return string(b)
}
