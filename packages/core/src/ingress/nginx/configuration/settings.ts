import type { ControllerProfile } from '../../../controller/profile.js';
import type { Assumption } from '../../../problem/assumption.js';
import { riskLevels, type AnnotationRisk } from '../annotation/annotation-risk.js';
import { errorCodesIn, flagValue, integerValue, rangesIn } from '../annotation/annotation-value.js';
import { readBlockList, type BlockList } from './block-list.js';
import { isBeyondModel } from './config-map-keys.js';
import type { ForwardedHeader } from './forwarded-header.js';
import { nginxLine, type NginxLine } from './line.js';

/** What the ConfigMap and the flags of a controller say, defaults filled in. */
export interface NginxSettings {
  readonly line: NginxLine;
  /** The port on which the controller takes TLS; backends are told 443 in its place. */
  readonly httpsPort: number;
  /** The port of the controller's own default backend, on its machine alone. */
  readonly defaultPort: number;
  readonly sslRedirect: boolean;
  readonly forceSslRedirect: boolean;
  readonly preserveTrailingSlash: boolean;
  readonly redirectCode: number;
  /** Paths whose beginnings are never redirected to HTTPS. */
  readonly noTlsRedirect: readonly string[];
  readonly useForwardedHeaders: boolean;
  readonly useProxyProtocol: boolean;
  readonly useHttp2: boolean;
  /** The peers that may name the client. */
  readonly trustedRanges: readonly string[];
  readonly serviceUpstream: boolean;
  readonly customErrors: readonly number[];
  readonly interceptsErrors: boolean;
  /** What backends are told about the client. */
  readonly forwardedHeaders: readonly ForwardedHeader[];
  /** The value of Strict-Transport-Security; the empty string: the header is not set. */
  readonly hsts: string;
  readonly riskLevel: AnnotationRisk;
  readonly allowsSnippets: boolean;
  /** Words that no annotation may hold. */
  readonly blockedWords: readonly string[];
  /** Whether Exact and Prefix paths must be plain. */
  readonly strictPathTypes: boolean;
  readonly allowedRanges: readonly string[];
  readonly deniedRanges: readonly string[];
  readonly blockedRanges: readonly string[];
  readonly blockLists: readonly BlockList[];
  /** What is taken for granted about every request. */
  readonly assumptions: readonly Assumption[];
}

/** Flags that change where requests go, and that are not modelled. */
const flagsNotModelled: readonly string[] = [
  'disable-svc-external-name',
  'enable-topology-aware-routing',
  'watch-namespace-selector',
];

/** @see kubernetes/ingress-nginx internal/ingress/controller/config/config.go, NewDefault; docs/user-guide/nginx-configuration/configmap.md */
export function nginxSettings(profile: ControllerProfile): NginxSettings {
  const data = profile.configMap?.data ?? {};
  const line = nginxLine(profile.version);
  const flag = (key: string, otherwise: boolean): boolean => flagValue(data[key] ?? '') ?? otherwise;
  const ranges = (key: string): readonly string[] => rangesIn(data[key] ?? '') ?? [];
  const level = riskLevels[(data['annotations-risk-level'] ?? '').toLowerCase()];
  return {
    line,
    httpsPort: profile.httpsPorts[0] ?? 443,
    defaultPort: integerValue(profile.flags['default-server-port'] ?? '') ?? 8181,
    sslRedirect: flag('ssl-redirect', true),
    forceSslRedirect: flag('force-ssl-redirect', false),
    preserveTrailingSlash: flag('preserve-trailing-slash', false),
    redirectCode: redirectCode(data['http-redirect-code']) ?? line.redirectCode,
    noTlsRedirect: listOf(data['no-tls-redirect-locations'] ?? '/.well-known/acme-challenge'),
    useForwardedHeaders: flag('use-forwarded-headers', line.trustsForwardedHeaders),
    useProxyProtocol: flag('use-proxy-protocol', false),
    useHttp2: flag('use-http2', true),
    trustedRanges: data['proxy-real-ip-cidr'] === undefined ? everyAddress : ranges('proxy-real-ip-cidr'),
    serviceUpstream: flag('service-upstream', false),
    customErrors: errorCodesIn(data['custom-http-errors'] ?? '') ?? [],
    interceptsErrors: !flag('disable-proxy-intercept-errors', false),
    forwardedHeaders: flag('proxy-add-original-uri-header', line.addsOriginalUri)
      ? line.forwardedHeaders
      : line.forwardedHeaders.filter(({ variable }) => variable !== 'request_uri'),
    hsts: flag('hsts', true) ? transportSecurity(data['hsts-max-age'], flag) : '',
    riskLevel: level ?? (line.takesCriticalRisk ? 3 : 2),
    allowsSnippets: flag('allow-snippet-annotations', line.allowsSnippets),
    blockedWords: listOf(data['annotation-value-word-blocklist'] ?? ''),
    strictPathTypes: flag('strict-validate-path-type', true),
    allowedRanges: ranges('whitelist-source-range'),
    deniedRanges: ranges('denylist-source-range'),
    blockedRanges: ranges('block-cidrs'),
    blockLists: [
      readBlockList('block-user-agents', 'user-agent', data['block-user-agents'] ?? ''),
      readBlockList('block-referers', 'referer', data['block-referers'] ?? ''),
    ],
    assumptions: [...aboutVersion(profile, line), ...aboutConfigMap(profile), ...aboutFlags(profile)],
  };
}

/** @see kubernetes/ingress-nginx docs/user-guide/nginx-configuration/configmap.md#hsts */
function transportSecurity(
  maxAge: string | undefined,
  flag: (key: string, otherwise: boolean) => boolean,
): string {
  return [
    `max-age=${maxAge ?? '31536000'}`,
    ...(flag('hsts-include-subdomains', true) ? ['includeSubDomains'] : []),
    ...(flag('hsts-preload', false) ? ['preload'] : []),
  ].join('; ');
}

const everyAddress: readonly string[] = ['0.0.0.0/0', '::/0'];

const redirectCodes: ReadonlySet<number> = new Set([301, 302, 307, 308]);

/** @see kubernetes/ingress-nginx internal/ingress/controller/template/configmap.go, validRedirectCodes */
function redirectCode(text: string | undefined): number | undefined {
  const code = Number(text);
  return redirectCodes.has(code) ? code : undefined;
}

function listOf(text: string): readonly string[] {
  return text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

function aboutVersion({ version, namespace }: ControllerProfile, line: NginxLine): readonly Assumption[] {
  if (version === '') {
    return [
      {
        code: 'controller-version-unknown',
        message: `The image of the controller in namespace ${namespace} does not tell its version; it is taken to behave as 1.15.`,
        state: 'Give the image a tag with the version.',
      },
    ];
  }
  if (!line.isOld) return [];
  return [
    {
      code: 'controller-version-old',
      message: `ingress-nginx ${version} is modelled as the current line with the old meaning of classes, annotations, paths and rewrites; it may differ in more.`,
    },
  ];
}

function aboutConfigMap({ configMap }: ControllerProfile): readonly Assumption[] {
  if (configMap === undefined) return [];
  const { namespace, name } = configMap.metadata;
  return Object.keys(configMap.data)
    .filter(isBeyondModel)
    .sort()
    .map((key) => ({
      code: 'config-map-key-not-modelled',
      object: { kind: 'ConfigMap', namespace, name },
      path: `data[${key}]`,
      message: `The key ${key} of the controller's ConfigMap is not modelled.`,
    }));
}

function aboutFlags({ flags }: ControllerProfile): readonly Assumption[] {
  return flagsNotModelled
    .filter((flag) => flags[flag] !== undefined && flags[flag] !== 'false')
    .map((flag) => ({
      code: 'controller-flag-not-modelled',
      message: `The flag --${flag} of the controller is not modelled.`,
    }));
}
