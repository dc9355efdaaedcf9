// Astro's side (https://docs.astro.build/en/reference/api-reference/): what
// endpoints receive, and import.meta.env.

/** Declare your own members of context.locals in an interface App.Locals. */
declare namespace App {
  interface Locals {}
}

/** Declare the variables of your .env files by adding members. */
interface ImportMetaEnv {
  readonly ASSETS_PREFIX?: string | Record<string, string>;
  readonly BASE_URL: string;
  readonly DEV: boolean;
  readonly MODE: string;
  readonly PROD: boolean;
  readonly SITE?: string;
  readonly SSR: boolean;
  readonly [name: string]: any;
}

interface ImportMeta {
  readonly env: ImportMetaEnv;
  readonly url: string;
}

/** The text of a file. */
declare module "*?raw" {
  const text: string;
  export default text;
}

/** A data: URL of a file. */
declare module "*?url" {
  const url: string;
  export default url;
}

/** A data: URL of a file. */
declare module "*?inline" {
  const url: string;
  export default url;
}

declare module "astro" {
  type Params = Record<string, string | undefined>;
  type Props = Record<string, any>;

  /** What an endpoint exports as GET, POST, …, or ALL. */
  type APIRoute<P extends Props = Props, Q extends Params = Params> = (context: APIContext<P, Q>) => Response | Promise<Response>;

  interface APIContext<P extends Props = Props, Q extends Params = Params> {
    readonly cookies: AstroCookies;
    /** Throws in prerendered endpoints: there is no client. */
    readonly clientAddress: string;
    readonly generator: string;
    readonly isPrerendered: boolean;
    readonly locals: App.Locals;
    readonly originPathname: string;
    readonly params: Q;
    readonly props: P;
    readonly request: Request;
    readonly routePattern: string;
    readonly site: URL | undefined;
    readonly url: URL;
    /** Always rejects: the project has no actions. */
    callAction(action: unknown, input?: unknown): Promise<never>;
    /** Always undefined: no action was called. */
    getActionResult(action?: unknown): undefined;
    redirect(path: string, status?: number): Response;
    rewrite(target: string | URL | Request): Promise<Response>;
  }

  /** Goes on to the endpoint, or to that of another path. */
  type MiddlewareNext = (target?: string | URL | Request) => Promise<Response>;

  /** What src/middleware exports as onRequest. Without a result it is next()'s. */
  type MiddlewareHandler = (context: APIContext, next: MiddlewareNext) => Response | void | Promise<Response | void>;

  interface AstroCookieGetOptions {
    decode?(value: string): string;
  }

  interface AstroCookieSetOptions {
    domain?: string;
    encode?(value: string): string;
    expires?: Date;
    httpOnly?: boolean;
    /** In seconds. */
    maxAge?: number;
    partitioned?: boolean;
    path?: string;
    sameSite?: boolean | "lax" | "none" | "strict";
    secure?: boolean;
  }

  type AstroCookieDeleteOptions = Omit<AstroCookieSetOptions, "encode" | "expires" | "maxAge">;

  interface AstroCookie {
    readonly value: string;
    boolean(): boolean;
    json(): any;
    number(): number;
  }

  interface AstroCookies {
    delete(name: string, options?: AstroCookieDeleteOptions): void;
    get(name: string, options?: AstroCookieGetOptions): AstroCookie | undefined;
    has(name: string): boolean;
    /** The Set-Cookie headers of what was set so far. */
    headers(): IterableIterator<string>;
    merge(cookies: AstroCookies): void;
    set(name: string, value: string | number | boolean | Record<string, any>, options?: AstroCookieSetOptions): void;
  }

  interface Page<T = any> {
    currentPage: number;
    data: T[];
    /** The index of the last item of this page. */
    end: number;
    lastPage: number;
    size: number;
    /** The index of the first item of this page. */
    start: number;
    total: number;
    url: PageURLs;
  }

  interface PageURLs {
    current: string;
    first: string | undefined;
    last: string | undefined;
    next: string | undefined;
    prev: string | undefined;
  }

  interface PaginateOptions<P extends Props = Props, Q extends Params = Params> {
    format?(url: string): string;
    pageSize?: number;
    params?: Q;
    props?: P;
  }

  type PaginateFunction = <T, P extends Props = {}, Q extends Params = {}>(
    data: Iterable<T>,
    options?: PaginateOptions<P, Q>,
  ) => { params: Q & { page: string | undefined }; props: P & { page: Page<T> } }[];

  interface GetStaticPathsOptions {
    paginate: PaginateFunction;
    routePattern: string;
  }

  interface GetStaticPathsItem {
    params: Params;
    props?: Props;
  }

  type GetStaticPathsResult = GetStaticPathsItem[];
  type GetStaticPaths = (options: GetStaticPathsOptions) => GetStaticPathsResult | Promise<GetStaticPathsResult>;

  /** The params that a getStaticPaths function returns. */
  type InferGetStaticParamsType<F> = F extends (...args: any) => infer R
    ? Awaited<R> extends { params: infer Q }[]
      ? Q
      : never
    : never;

  /** The props that a getStaticPaths function returns. */
  type InferGetStaticPropsType<F> = F extends (...args: any) => infer R
    ? Awaited<R> extends (infer I)[]
      ? I extends { props: infer P }
        ? P
        : never
      : never
    : never;

  export type {
    APIContext,
    APIRoute,
    AstroCookie,
    AstroCookieDeleteOptions,
    AstroCookieGetOptions,
    AstroCookieSetOptions,
    AstroCookies,
    GetStaticPaths,
    GetStaticPathsItem,
    GetStaticPathsOptions,
    GetStaticPathsResult,
    InferGetStaticParamsType,
    InferGetStaticPropsType,
    MiddlewareHandler,
    MiddlewareNext,
    Page,
    PageURLs,
    PaginateFunction,
    PaginateOptions,
    Params,
    Props,
  };
}

declare module "astro:middleware" {
  type MiddlewareHandler = import("astro").MiddlewareHandler;
  export function defineMiddleware(handler: MiddlewareHandler): MiddlewareHandler;
  /** One handler of several: the next of each calls the one after it. */
  export function sequence(...handlers: (MiddlewareHandler | false | null | undefined)[]): MiddlewareHandler;
  export {};
}
