// URL Pattern (https://urlpattern.spec.whatwg.org/)

interface URLPatternInit {
  baseURL?: string;
  hash?: string;
  hostname?: string;
  password?: string;
  pathname?: string;
  port?: string;
  protocol?: string;
  search?: string;
  username?: string;
}

interface URLPatternOptions {
  ignoreCase?: boolean;
}

type URLPatternInput = string | URL | URLPatternInit;

interface URLPatternComponentResult {
  groups: Record<string, string | undefined>;
  input: string;
}

interface URLPatternResult {
  hash: URLPatternComponentResult;
  hostname: URLPatternComponentResult;
  inputs: [URLPatternInit] | [string] | [string, string];
  password: URLPatternComponentResult;
  pathname: URLPatternComponentResult;
  port: URLPatternComponentResult;
  protocol: URLPatternComponentResult;
  search: URLPatternComponentResult;
  username: URLPatternComponentResult;
}

declare class URLPattern {
  constructor(input: string | URL, baseURL: string | URL, options?: URLPatternOptions);
  constructor(input?: URLPatternInput, options?: URLPatternOptions);
  readonly hasRegExpGroups: boolean;
  readonly hash: string;
  readonly hostname: string;
  readonly password: string;
  readonly pathname: string;
  readonly port: string;
  readonly protocol: string;
  readonly search: string;
  readonly username: string;
  exec(input?: URLPatternInput, baseURL?: string | URL): URLPatternResult | null;
  test(input?: URLPatternInput, baseURL?: string | URL): boolean;
}
