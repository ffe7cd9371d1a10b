import type { Ingress } from '../../object/ingress.js';
import { referenceTo } from '../../object/reference.js';
import { annotationOf, prefix } from './alb-annotation.js';
import { jsonOf } from './annotation-json.js';
import { type Refusal, refusedAt } from './plan.js';

/** A port on which an ALB listens. */
export interface AlbPort {
  readonly protocol: 'HTTP' | 'HTTPS';
  readonly port: number;
}

/** The ports of an ALB, each with the Ingresses whose rules it has, in their order. */
export type AlbPorts = ReadonlyMap<number, AlbPort & { readonly ingresses: readonly Ingress[] }>;

const annotation = `${prefix}listen-ports`;

/** The ports that the Ingresses of a group ask for together. */
export function portsOfGroup(group: readonly Ingress[]): AlbPorts | Refusal {
  const ports = new Map<number, AlbPort & { readonly ingresses: readonly Ingress[] }>();
  for (const ingress of group) {
    const asked = listenPorts(ingress);
    if (asked === undefined) return notAList(ingress);
    for (const { protocol, port } of asked) {
      const known = ports.get(port);
      if (known !== undefined && known.protocol !== protocol) return bothProtocols(ingress, port);
      ports.set(port, { protocol, port, ingresses: [...(known?.ingresses ?? []), ingress] });
    }
  }
  return new Map([...ports].sort(([a], [b]) => a - b));
}

/**
 * HTTP on 80, or HTTPS on 443 where a certificate is named, unless the annotation lists other ports.
 *
 * @see kubernetes-sigs/aws-load-balancer-controller docs/guide/ingress/annotations.md, listen-ports
 */
function listenPorts(ingress: Ingress): readonly AlbPort[] | undefined {
  const text = annotationOf(ingress, 'listen-ports');
  if (text === undefined) {
    return annotationOf(ingress, 'certificate-arn') === undefined
      ? [{ protocol: 'HTTP', port: 80 }]
      : [{ protocol: 'HTTPS', port: 443 }];
  }
  const entries = jsonOf(text);
  if (!Array.isArray(entries) || entries.length === 0) return undefined;
  const ports = entries.flatMap(portsIn);
  return ports.every((port) => port !== undefined) ? ports : undefined;
}

function portsIn(entry: unknown): readonly (AlbPort | undefined)[] {
  if (typeof entry !== 'object' || entry === null) return [undefined];
  return Object.entries(entry).map(([name, port]: [string, unknown]) => {
    const protocol = name.toUpperCase();
    return (protocol === 'HTTP' || protocol === 'HTTPS') && isPort(port) ? { protocol, port } : undefined;
  });
}

function isPort(port: unknown): port is number {
  return typeof port === 'number' && Number.isInteger(port) && port > 0 && port < 65_536;
}

function notAList(ingress: Ingress): Refusal {
  return refusedAt(
    referenceTo(ingress),
    `metadata.annotations[${annotation}]`,
    'the annotation is no list of ports',
    'Write it as [{"HTTP": 80}, {"HTTPS": 443}]',
  );
}

function bothProtocols(ingress: Ingress, port: number): Refusal {
  return refusedAt(
    referenceTo(ingress),
    `metadata.annotations[${annotation}]`,
    `port ${port} is asked for HTTP and for HTTPS`,
    'Ask for one of them, in all Ingresses of the group',
  );
}
