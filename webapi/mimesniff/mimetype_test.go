package mimesniff

import "testing"

func TestParse(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"text/html", "text/html"},
		{" TEXT/HTML;Charset=GBK \r\n", "text/html;charset=GBK"},
		{"text/html;charset=gbk;charset=windows-1255", "text/html;charset=gbk"},
		{"text/html;charset=();charset=GBK", `text/html;charset="()"`},
		{"text/html ; charset=gbk", "text/html;charset=gbk"},
		{`text/html;charset="gbk"x;a=b`, "text/html;charset=gbk;a=b"},
		{`text/html;charset="`, `text/html;charset=""`},
		{`text/html;charset=`, "text/html"},
		{`text/html;charset=;a=b`, "text/html;a=b"},
		{`text/html;charset="a\"b\\c"`, `text/html;charset="a\"b\\c"`},
		{`text/html;charset="\`, `text/html;charset="\\"`},
		{`text/html;x y=1;;;a=1`, "text/html;a=1"},
		{`text/html;charset=gbk(`, `text/html;charset="gbk("`},
		{"text/html;x=\x7f", "text/html"},
		{"x/x;bonus;y=\xff", "x/x;y=\"\xff\""},
		{"text/", ""},
		{"/html", ""},
		{"text", ""},
		{"", ""},
		{"te xt/html", ""},
		{"text/ht ml", ""},
		{"text/html(;a=b", ""},
	} {
		got := ""
		if mt, ok := Parse(c.in); ok {
			got = mt.String()
		}
		if got != c.want {
			t.Errorf("%q: got %q, want %q", c.in, got, c.want)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"text/html;charset=utf-8", `a/b;c="d\"";e`, "a/b; ;=;x"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		mt, ok := Parse(s)
		if !ok {
			return
		}
		again, ok := Parse(mt.String())
		if !ok || again.String() != mt.String() {
			t.Errorf("%q serializes to %q, which does not come back", s, mt)
		}
	})
}
