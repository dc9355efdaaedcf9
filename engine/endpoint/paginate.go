package endpoint

import (
	"math"
	"slices"
	"strconv"

	"github.com/dop251/goja"

	"runner/loader"
	"runner/loader/diagnostic"
	"runner/loader/route"
	"runner/webapi/js"
)

// pageParam is the parameter that paginate fills.
const pageParam = "page"

// paginate makes the function of that name which getStaticPaths receives
// (Astro docs, "paginate()"): it cuts data into pages, one path for each.
func (a *App) paginate(e *loader.Endpoint) goja.Value {
	return a.Func(js.Function{Name: "paginate", Length: 1, Call: func(c js.Call) goja.Value {
		if !slices.Contains(e.Params, pageParam) {
			a.throw(diagnostic.New(diagnostic.PageNumberParamNotFound, pageParam))
		}
		data := a.items(c)
		options := c.Dictionary(c.Arg(1), "The second argument of paginate()")
		p := pagination{app: a, endpoint: e, data: data, size: 10}
		if v, ok := js.Member(options, "pageSize"); ok {
			if p.size = v.ToFloat(); !(p.size >= 1) {
				c.ThrowRangeError("paginate(): pageSize must be at least 1, but is %v", p.size)
			}
		}
		p.params = c.Dictionary(memberOr(options, "params"), "The option params of paginate()")
		p.props = c.Dictionary(memberOr(options, "props"), "The option props of paginate()")
		if v, ok := js.Member(options, "format"); ok {
			p.format, _ = goja.AssertFunction(v)
		}
		return p.pages()
	}})
}

func (a *App) items(c js.Call) []goja.Value {
	var data []goja.Value
	c.Sequence(c.Arg(0), "The first argument of paginate()", func(v goja.Value) { data = append(data, v) })
	return data
}

func memberOr(o *goja.Object, name string) goja.Value {
	v, _ := js.Member(o, name)
	return v
}

type pagination struct {
	app           *App
	endpoint      *loader.Endpoint
	data          []goja.Value
	size          float64 // may be infinite
	params, props *goja.Object
	format        goja.Callable
}

func (p *pagination) last() int {
	return int(max(1, math.Ceil(float64(len(p.data))/p.size)))
}

func (p *pagination) pages() goja.Value {
	entries := make([]any, p.last())
	for i := range entries {
		entry := p.app.NewObject()
		_ = entry.Set("params", p.pageParams(i+1))
		props := p.app.NewObject()
		if p.props != nil {
			props = p.app.shallowCopy(p.props)
		}
		_ = props.Set("page", p.page(i+1))
		_ = entry.Set("props", props)
		entries[i] = entry
	}
	return p.app.NewArray(entries...)
}

// pageParams are the params of a page: the first page of a rest parameter has
// none.
func (p *pagination) pageParams(number int) *goja.Object {
	params := p.app.NewObject()
	if p.params != nil {
		params = p.app.shallowCopy(p.params)
	}
	if number == 1 && p.isRest() {
		_ = params.Set(pageParam, goja.Undefined())
	} else {
		_ = params.Set(pageParam, strconv.Itoa(number))
	}
	return params
}

func (p *pagination) isRest() bool {
	for _, segment := range p.endpoint.Segments {
		for _, part := range segment {
			if part.Kind == route.Rest && part.Text == pageParam {
				return true
			}
		}
	}
	return false
}

// page is the object that the endpoint receives as props.page.
func (p *pagination) page(number int) *goja.Object {
	start, end := 0, len(p.data)
	if !math.IsInf(p.size, 1) {
		start = (number - 1) * int(p.size)
		end = min(end, start+int(p.size))
	}
	slice := make([]any, 0, end-start)
	for _, v := range p.data[start:end] {
		slice = append(slice, v)
	}
	last := p.last()
	page := p.app.NewObject()
	for _, field := range []struct {
		name  string
		value any
	}{
		{"data", p.app.NewArray(slice...)},
		{"start", start},
		{"end", end - 1},
		{"size", p.size},
		{"total", len(p.data)},
		{"currentPage", number},
		{"lastPage", last},
		{"url", p.urls(number, last)},
	} {
		_ = page.Set(field.name, field.value)
	}
	return page
}

func (p *pagination) urls(number, last int) *goja.Object {
	urls := p.app.NewObject()
	for _, u := range []struct {
		name string
		page int
		has  bool
	}{
		{"current", number, true},
		{"next", number + 1, number < last},
		{"prev", number - 1, number > 1},
		{"first", 1, number > 1},
		{"last", last, number < last},
	} {
		value := goja.Undefined()
		if u.has {
			value = p.url(u.page)
		}
		_ = urls.Set(u.name, value)
	}
	return urls
}

func (p *pagination) url(number int) goja.Value {
	values := map[string]string{}
	params := p.pageParams(number)
	for _, name := range params.Keys() {
		if v := params.Get(name); !goja.IsUndefined(v) {
			values[name] = v.String()
		}
	}
	path, err := p.endpoint.Path(values)
	if err != nil {
		p.app.ThrowTypeError("%v", err)
	}
	config := &p.app.Site.Config
	if config.TrailingSlash == route.Always && path[len(path)-1] != '/' {
		path += "/"
	}
	if base := trimBase(config.Base); base != "" {
		path = base + path
	}
	if p.format == nil {
		return p.app.ToValue(path)
	}
	return p.app.Call(p.format, goja.Undefined(), p.app.ToValue(path))
}
