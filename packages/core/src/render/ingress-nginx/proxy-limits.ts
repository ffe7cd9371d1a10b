import type { StringMap } from '../../object/metadata.js';
import type { NginxLocation } from '../../ingress/nginx/location/location.js';
import type { ProxyModule } from './proxy-pass.js';
import type { Rendering } from './rendering.js';

/** A limit of a location: where it is said, what it may look like, and what it is when nobody says anything. */
interface Limit {
  /** The annotation without its prefix. */
  readonly annotation: string;
  readonly valid: RegExp;
  readonly otherwise: string;
  /** The directive, its value filled in. */
  readonly write: (value: string, module: ProxyModule) => readonly string[];
}

const size = /^\d+[bkmg]?$/i;
const seconds = /^[1-9]\d*$/;
const onOrOff = /^(?:on|off)$/;

/** @see kubernetes/ingress-nginx docs/user-guide/nginx-configuration/configmap.md and annotations.md */
const limits: readonly Limit[] = [
  {
    annotation: 'proxy-body-size',
    valid: size,
    otherwise: '1m',
    write: (value) => [`client_max_body_size ${value};`],
  },
  ...(['connect', 'send', 'read'] as const).map((phase): Limit => ({
    annotation: `proxy-${phase}-timeout`,
    valid: seconds,
    otherwise: phase === 'connect' ? '5' : '60',
    write: (value, module) => [`${module}_${phase}_timeout ${value}s;`],
  })),
  {
    annotation: 'proxy-buffering',
    valid: onOrOff,
    otherwise: 'off',
    write: (value) => [`proxy_buffering ${value};`],
  },
  {
    annotation: 'proxy-buffer-size',
    valid: size,
    otherwise: '4k',
    write: (value) => [`proxy_buffer_size ${value};`, `proxy_buffers 4 ${value};`],
  },
  {
    annotation: 'proxy-request-buffering',
    valid: onOrOff,
    otherwise: 'on',
    write: (value) => [`proxy_request_buffering ${value};`],
  },
  {
    annotation: 'proxy-http-version',
    valid: /^1\.[01]$/,
    otherwise: '1.1',
    write: (value) => [`proxy_http_version ${value};`],
  },
  {
    annotation: 'proxy-next-upstream',
    valid: /^[a-z0-9_ ]+$/,
    otherwise: 'error timeout',
    write: (value) => [`proxy_next_upstream ${value};`],
  },
  {
    annotation: 'proxy-next-upstream-tries',
    valid: /^\d+$/,
    otherwise: '3',
    write: (value) => [`proxy_next_upstream_tries ${value};`],
  },
];

/** Body size, timeouts, buffers and repetitions of a location: its annotations, the ConfigMap, or what is usual. */
export function proxyLimits(
  { configuration: { profile } }: Rendering,
  { ingress }: NginxLocation,
  module: ProxyModule,
): readonly string[] {
  const annotations: StringMap = ingress?.metadata.annotations ?? {};
  const data = profile.configMap?.data ?? {};
  return limits.flatMap(({ annotation, valid, otherwise, write }) => {
    const said = [annotations[`${profile.annotationPrefix}/${annotation}`], data[annotation]];
    return write(said.find((value) => value !== undefined && valid.test(value)) ?? otherwise, module);
  });
}
