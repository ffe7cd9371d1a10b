import type { Ingress } from '../../../object/ingress.js';
import type { BackendProtocol } from '../../decision.js';
import { allowed, AnnotationReader, type BadAnnotation } from './annotation-reader.js';
import { readAffinity, type AffinityCookie } from './affinity-cookie.js';
import { readCanary, type Canary } from './canary-policy.js';
import type { NginxSettings } from '../configuration/settings.js';

/** A redirect that an annotation asks for. */
export interface RedirectAnnotation {
  readonly annotation: 'temporal-redirect' | 'permanent-redirect';
  readonly url: string;
  readonly code: number;
}

/** What the annotations of an Ingress say, defaults of the ConfigMap filled in. */
export interface NginxAnnotations {
  readonly rewriteTarget: string;
  readonly useRegex: boolean;
  readonly appRoot: string;
  readonly sslRedirect: boolean;
  readonly forceSslRedirect: boolean;
  readonly preserveTrailingSlash: boolean;
  readonly redirect: RedirectAnnotation | undefined;
  readonly fromToWww: boolean;
  readonly aliases: readonly string[];
  readonly upstreamVhost: string;
  readonly forwardedPrefix: string;
  readonly backendProtocol: BackendProtocol | 'AUTO_HTTP';
  readonly sslPassthrough: boolean;
  readonly serviceUpstream: boolean;
  /** The name of a Service for requests that find no endpoint. */
  readonly defaultBackend: string;
  /** The codes of errors that the default backend answers in place of the backend. */
  readonly customErrors: readonly number[];
  /** Whether such codes of a backend count, or only those that nginx answers with itself. */
  readonly interceptsErrors: boolean;
  /** Empty: everybody. */
  readonly allowedRanges: readonly string[];
  readonly deniedRanges: readonly string[];
  readonly canary: Canary | undefined;
  readonly hashBy: string;
  readonly affinity: AffinityCookie | undefined;
  readonly bad: readonly BadAnnotation[];
}

/** What holds where no Ingress says anything: the location that the controller makes for unknown hosts. */
export function noAnnotations(settings: NginxSettings): NginxAnnotations {
  return {
    rewriteTarget: '',
    useRegex: false,
    appRoot: '',
    sslRedirect: false,
    forceSslRedirect: false,
    preserveTrailingSlash: false,
    redirect: undefined,
    fromToWww: false,
    aliases: [],
    upstreamVhost: '',
    forwardedPrefix: '',
    backendProtocol: 'HTTP',
    sslPassthrough: false,
    serviceUpstream: settings.serviceUpstream,
    defaultBackend: '',
    customErrors: settings.customErrors,
    interceptsErrors: settings.interceptsErrors,
    allowedRanges: [],
    deniedRanges: [],
    canary: undefined,
    hashBy: '',
    affinity: undefined,
    bad: [],
  };
}

/** The annotation that closes a location: it would restrict access, and cannot be read. */
export function denial({ bad }: NginxAnnotations): BadAnnotation | undefined {
  return bad.find(({ effect }) => effect === 'denies');
}

/** Reads the annotations of an Ingress. @see kubernetes/ingress-nginx internal/ingress/annotations */
export function readAnnotations(ingress: Ingress, prefix: string, settings: NginxSettings): NginxAnnotations {
  const reader = new AnnotationReader(ingress.metadata.annotations, prefix);
  return {
    rewriteTarget: reader.text('rewrite-target', allowed.path, 'ignored'),
    useRegex: reader.flag('use-regex', 'ignored') ?? false,
    appRoot: appRoot(reader),
    sslRedirect: reader.flag('ssl-redirect', 'ignored') ?? settings.sslRedirect,
    forceSslRedirect: reader.flag('force-ssl-redirect', 'ignored') ?? settings.forceSslRedirect,
    preserveTrailingSlash:
      reader.flag('preserve-trailing-slash', 'ignored') ?? settings.preserveTrailingSlash,
    fromToWww: reader.flag('from-to-www-redirect', 'drops') ?? false,
    redirect: redirect(reader),
    aliases: aliases(reader),
    upstreamVhost: reader.text('upstream-vhost', allowed.pattern, 'drops'),
    forwardedPrefix: reader.text('x-forwarded-prefix', allowed.path, 'drops'),
    backendProtocol: backendProtocol(reader),
    sslPassthrough: reader.flag('ssl-passthrough', 'ignored') ?? false,
    serviceUpstream: reader.flag('service-upstream', 'ignored') ?? settings.serviceUpstream,
    defaultBackend: reader.text('default-backend', allowed.service, 'drops'),
    customErrors: reader.codes('custom-http-errors', 'ignored') ?? settings.customErrors,
    interceptsErrors: interceptsErrors(reader) ?? settings.interceptsErrors,
    allowedRanges:
      reader.ranges('allowlist-source-range', 'denies') ??
      reader.ranges('whitelist-source-range', 'denies') ??
      settings.allowedRanges,
    deniedRanges: reader.ranges('denylist-source-range', 'denies') ?? settings.deniedRanges,
    canary: readCanary(reader),
    hashBy: reader.text('upstream-hash-by', allowed.variable, 'drops'),
    affinity: readAffinity(reader),
    bad: reader.bad,
  };
}

const protocols = ['HTTP', 'HTTPS', 'GRPC', 'GRPCS', 'FCGI', 'AUTO_HTTP'] as const;

function backendProtocol(reader: AnnotationReader): NginxAnnotations['backendProtocol'] {
  const text = reader.text('backend-protocol', allowed.protocol, 'ignored').toUpperCase();
  return protocols.find((protocol) => protocol === text) ?? 'HTTP';
}

function interceptsErrors(reader: AnnotationReader): boolean | undefined {
  const isDisabled = reader.flag('disable-proxy-intercept-errors', 'ignored');
  return isDisabled === undefined ? undefined : !isDisabled;
}

/** An absolute path; anything else is ignored. */
function appRoot(reader: AnnotationReader): string {
  const path = reader.text('app-root', allowed.path, 'ignored');
  return path.startsWith('/') ? path : '';
}

const temporal = { annotation: 'temporal-redirect', lowest: 300, highest: 307, otherwise: 302 } as const;
const permanent = { annotation: 'permanent-redirect', lowest: 300, highest: 308, otherwise: 301 } as const;

/** A temporal redirect counts before a permanent one; one to something else than http or https is ignored. */
function redirect(reader: AnnotationReader): RedirectAnnotation | undefined {
  for (const { annotation, lowest, highest, otherwise } of [temporal, permanent]) {
    const url = reader.text(annotation, allowed.url, 'drops');
    if (url === '') continue;
    const code = reader.integer(`${annotation}-code`, 'drops') ?? otherwise;
    if (!url.startsWith('http')) return undefined;
    return { annotation, url, code: code < lowest || code > highest ? otherwise : code };
  }
  return undefined;
}

function aliases(reader: AnnotationReader): readonly string[] {
  const names = reader.text('server-alias', allowed.names, 'drops').split(',');
  return [...new Set(names.map((name) => name.trim()).filter((name) => name !== ''))].sort();
}
