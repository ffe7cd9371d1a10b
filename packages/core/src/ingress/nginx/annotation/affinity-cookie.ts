import { allowed, type AnnotationReader } from './annotation-reader.js';

/** The cookie by which a client stays at one endpoint. */
export interface AffinityCookie {
  readonly name: string;
  /** The empty string: the path of the location. */
  readonly path: string;
  readonly domain: string;
  /** Seconds. */
  readonly maxAge: number | undefined;
  readonly expires: boolean;
  /** Undefined: over TLS only. */
  readonly secure: boolean | undefined;
  readonly sameSite: string;
}

/** The cookie that an Ingress asks for; undefined when it asks for none. @see kubernetes/ingress-nginx internal/ingress/annotations/sessionaffinity/main.go */
export function readAffinity(reader: AnnotationReader): AffinityCookie | undefined {
  const affinity: AffinityCookie = {
    name: reader.text('session-cookie-name', allowed.plain, 'ignored') || 'INGRESSCOOKIE',
    path: reader.text('session-cookie-path', allowed.plain, 'ignored'),
    domain: reader.text('session-cookie-domain', allowed.plain, 'ignored'),
    maxAge: reader.integer('session-cookie-max-age', 'ignored'),
    expires: reader.integer('session-cookie-expires', 'ignored') !== undefined,
    secure: reader.flag('session-cookie-secure', 'ignored'),
    sameSite: reader.text('session-cookie-samesite', /^(?:Lax|Strict|None)$/i, 'ignored'),
  };
  return reader.text('affinity', allowed.cookie, 'ignored') === '' ? undefined : affinity;
}

/** The value of Set-Cookie; `*` stands for what only the controller knows. @see kubernetes/ingress-nginx rootfs/etc/nginx/lua/balancer/sticky.lua, set_cookie */
export function setCookie(
  { name, path, domain, maxAge, expires, secure, sameSite }: AffinityCookie,
  locationPath: string,
  scheme: 'http' | 'https',
): string {
  return [
    `${name}=*`,
    ...(expires ? ['Expires=*'] : []),
    ...(maxAge === undefined ? [] : [`Max-Age=${maxAge}`]),
    ...(domain === '' ? [] : [`Domain=${domain}`]),
    `Path=${path === '' ? locationPath : path}`,
    ...((secure ?? scheme === 'https') ? ['Secure'] : []),
    'HttpOnly',
    ...(sameSite === '' ? [] : [`SameSite=${sameSite}`]),
  ].join('; ');
}
