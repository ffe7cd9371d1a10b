import { renderNginx, type NginxOptions } from '../../../../packages/core/src/render/index.js';
import { ingress, type IngressSpec } from '../../../objects/ingress.js';
import { service } from '../../../objects/service.js';
import { backends, ingressCluster, nginx } from '../../ingress/asking.js';

/** What an Ingress says, its annotations without prefix. */
export interface ShortSpec extends Omit<IngressSpec, 'annotations'> {
  readonly annotations?: Readonly<Record<string, string>>;
}

/** The controller, and how it is rendered. */
export interface Setting extends Omit<NginxOptions, 'controller'> {
  readonly version?: string;
  readonly flags?: Readonly<Record<string, string>>;
  readonly data?: Readonly<Record<string, string>>;
  readonly objects?: readonly unknown[];
}

/** The nginx.conf of Ingresses in namespace shop, each an hour younger than the one before. */
export function rendered(specs: readonly ShortSpec[], setting: Setting = {}): string {
  const { version, flags, data, objects = [], ...options } = setting;
  const prefix = flags?.['annotations-prefix'] ?? 'nginx.ingress.kubernetes.io';
  const ingresses = specs.map(({ annotations = {}, ...spec }, hour) => {
    const named = Object.entries(annotations).map(([name, value]) => [`${prefix}/${name}`, value] as const);
    return ingress(`shop/i${hour}`, { hour, ...spec, annotations: Object.fromEntries(named) });
  });
  const cluster = ingressCluster(
    ...backends('shop/a', 'shop/b', 'shop/errors'),
    service('shop/empty', { clusterIP: '10.96.0.50', ports: [{ name: 'http', port: 80 }] }),
    service('shop/far', { type: 'ExternalName', externalName: 'far.example.com' }),
    ...objects,
    ...ingresses,
  );
  const controller = nginx({
    ...(version === undefined ? {} : { version }),
    ...(flags === undefined ? {} : { flags }),
    ...(data === undefined ? {} : { data }),
  });
  return renderNginx(cluster, { ...options, controller });
}

/** The lines of the first block with this head, without indentation; undefined where there is none. */
export function block(text: string, head: string): readonly string[] | undefined {
  const lines = text.split('\n');
  const start = lines.findIndex((line) => line.trim() === `${head} {`);
  if (start < 0) return undefined;
  const indent = /^ */.exec(lines[start] ?? '')?.[0] ?? '';
  const end = lines.indexOf(`${indent}}`, start);
  return lines.slice(start + 1, end).map((line) => line.slice(indent.length + 4));
}
