package typestest

import (
	"slices"
	"testing"
)

const sample = `
// A comment; with { a brace
interface Base<T = any> {
  (first: T): void;
  new (): Base;
  readonly prototype: Base;
  map<U>(f: (value: T, index: number) => U, thisArg?: any): Base<U>;
}
declare class Thing<A extends any[]> extends Base<A> {
  private constructor();
  static of(...items: any[]): Thing<any>;
  readonly size: number; /** Can be set. */
  name: string;
  put(
    key: { a: string; b?: number },
    value?: [A, "x,y"],
  ): void;
  put(): void;
  [Symbol.iterator](): Iterator<A>;
}
type T = { a: 1 };
declare function call<T>(this: T, a: Map<string, number>, b?: () => void): void;
declare var thing: Thing<[]>;
declare module "node:thing" {
  export const a: number;
  export function b(): void;
  const hidden: { x: 1 };
  export { hidden as c, d };
  export default hidden;
}
`

func TestParse(t *testing.T) {
	list := Parse(sample)
	thing := Find(list, "class", "Thing")[0]
	if want := []string{"[Symbol.iterator]", "constructor", "name", "put", "size"}; !slices.Equal(thing.Names(false), want) {
		t.Errorf("Thing has %q", thing.Names(false))
	}
	if want := []string{"of"}; !slices.Equal(thing.Names(true), want) {
		t.Errorf("Thing has the static %q", thing.Names(true))
	}
	if thing.Extends != "Base" || !thing.Members[0].Closed || !thing.Members[2].Readonly || thing.Members[3].Readonly {
		t.Errorf("Thing is %+v", thing)
	}
	base := Find(list, "interface", "Base")[0]
	if want := []string{"()", "map", "new", "prototype"}; !slices.Equal(base.Names(false), want) {
		t.Errorf("Base has %q", base.Names(false))
	}
	if base.Members[0].Required != 1 || base.Members[3].Required != 1 || base.Extends != "" {
		t.Errorf("Base is %+v", base)
	}
	if f := Find(list, "function", "call"); len(f) != 1 || f[0].Required != 1 {
		t.Errorf("call is %+v", f)
	}
	if v := Find(list, "var", "thing"); len(v) != 1 || v[0].Type != "Thing<[]>" {
		t.Errorf("thing is %+v", v)
	}
	if names := Module(sample, "node:thing"); !slices.Equal(names, []string{"a", "b", "c", "d", "default"}) {
		t.Errorf("the module exports %q", names)
	}
}
