import type { Ingress } from '../../../object/ingress.js';
import type { NginxAnnotations } from '../annotation/annotations.js';
import type { UpstreamKey } from '../configuration/upstreams.js';

/** A location of a server, before it is written out: one path of one Ingress, or the root that the controller makes. */
export interface NginxLocation {
  /** As the Ingress writes it; an empty path is `/`. */
  readonly path: string;
  /** ImplementationSpecific is Prefix to nginx. */
  readonly pathType: 'Exact' | 'Prefix';
  /** Undefined: the default backend of the controller. */
  readonly upstream: UpstreamKey | undefined;
  /** Made by the controller, and replaced by the first path rule that is the same. */
  readonly isDefault: boolean;
  /** The Ingress whose annotations count here; undefined for the root of the catch-all that nobody defines. */
  readonly ingress: Ingress | undefined;
  /** The field that made the location. */
  readonly field: string | undefined;
  readonly annotations: NginxAnnotations;
}

/**
 * The variables that the controller sets at a location, by name.
 *
 * @see kubernetes/ingress-nginx internal/ingress/controller/template/template.go, getIngressInformation
 */
export function locationVariables({
  ingress,
  upstream = '',
  path,
}: NginxLocation): Readonly<Record<LocationVariable, string>> {
  const [, service = '', port = ''] = upstream.split('/');
  const { namespace = '', name = '' } = ingress?.metadata ?? {};
  return {
    namespace,
    ingress_name: name,
    service_name: service,
    service_port: port,
    location_path: path,
  };
}

/** A variable that the controller sets at a location. */
export type LocationVariable =
  'namespace' | 'ingress_name' | 'service_name' | 'service_port' | 'location_path';

/** A location as the configuration holds it: a Prefix is written twice. */
export interface WrittenLocation {
  readonly location: NginxLocation;
  readonly path: string;
  readonly pathType: 'Exact' | 'Prefix';
}

/** Whether a path is changed on its way: a target that equals the path changes nothing. @see kubernetes/ingress-nginx internal/ingress/controller/template/template.go, needsRewrite */
export function needsRewrite({ rewriteTarget }: NginxAnnotations, path: string): boolean {
  return rewriteTarget !== '' && rewriteTarget !== path;
}

/** Whether a location makes nginx compare all paths of its server as regular expressions. */
export function usesPattern({ location: { annotations }, path }: WrittenLocation): boolean {
  return annotations.useRegex || needsRewrite(annotations, path);
}

/** A prefix as nginx writes it: it ends in a slash. */
export function withSlash(path: string): string {
  return path.endsWith('/') ? path : `${path}/`;
}

/**
 * Writes out the locations of a server: Prefix `/foo` becomes a prefix `/foo/` and an exact `/foo`, unless an Exact path
 * says something else about `/foo`. The root, and what rewrites or is a regular expression itself, stays as it is.
 *
 * @see kubernetes/ingress-nginx internal/ingress/controller/location.go, updateServerLocations
 */
export function writtenLocations(locations: readonly NginxLocation[]): readonly WrittenLocation[] {
  const exact = new Set(locations.filter(({ pathType }) => pathType === 'Exact').map(({ path }) => path));
  return locations.flatMap((location): readonly WrittenLocation[] => {
    const { path, pathType } = location;
    const written: WrittenLocation = { location, path, pathType };
    if (path === '/' || pathType === 'Exact' || usesPattern(written)) return [written];
    const prefix: WrittenLocation = { location, path: withSlash(path), pathType };
    return exact.has(path) ? [prefix] : [prefix, { location, path, pathType: 'Exact' }];
  });
}

/**
 * The name of a location as the configuration writes it.
 *
 * @param followed what follows the path in a regular expression
 * @see kubernetes/ingress-nginx internal/ingress/controller/template/template.go, buildLocation
 */
export function locationName(modifier: '' | '=' | '~*', path: string, followed = ''): string {
  const text = `${quoted(path)}${followed}`;
  if (modifier === '~*') return `~* "^${text}"`;
  return modifier === '' ? `"${text}"` : `= "${text}"`;
}

const plain = /^[^\s;{}"'#\\]+$/;

/** A path as old lines wrote it: without quotation marks, where it can do without. */
export function bareName(modifier: '' | '=' | '~*', path: string, followed = ''): string {
  if (!plain.test(path)) return locationName(modifier, path, followed);
  const text = `${path}${followed}`;
  if (modifier === '~*') return `~* ^${text}`;
  return modifier === '' ? text : `= ${text}`;
}

/** What follows a path that rewrites, before 0.22: the slash between them belongs to neither. */
export function followedBy(path: string): string {
  return `${path.endsWith('/') ? '' : '\\/?'}(?<baseuri>.*)`;
}

/** A text between quotation marks of the configuration. @see nginx/nginx src/core/ngx_conf_file.c, ngx_conf_read_token */
export function quoted(text: string): string {
  return /[\\"]/.test(text) ? text.replaceAll(/[\\"]/g, '\\$&') : text;
}
