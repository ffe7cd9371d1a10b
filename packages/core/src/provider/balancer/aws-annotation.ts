import type { Service } from '../../object/service.js';

/** What the annotations start with by which load balancers of AWS are told what to do. */
export const prefix = 'service.beta.kubernetes.io/aws-load-balancer-';

/** Which kind of load balancer is asked for, and from whom. */
export const typeAnnotation: string = `${prefix}type`;

/** Whether it is reached from the VPC only; superseded by the scheme. */
export const internalAnnotation: string = `${prefix}internal`;

/** A list of `key=value` with commas between; what is broken is left out. */
export function attributesOf(text: string | undefined): ReadonlyMap<string, string> {
  return new Map(
    (text ?? '').split(',').flatMap((entry) => {
      const at = entry.indexOf('=');
      return at > 0 ? [[entry.slice(0, at).trim(), entry.slice(at + 1).trim()] as const] : [];
    }),
  );
}

const certificate = `${prefix}ssl-cert`;
const certificatePorts = `${prefix}ssl-ports`;

/** By these a load balancer ends TLS. */
export const certificateAnnotations: readonly string[] = [certificate, certificatePorts];

/** Whether a port ends TLS: there is a certificate, and its list of ports, named or counted, has this one or a star. */
export function hasCertificate({ metadata, spec }: Service, port: number): boolean {
  const { annotations } = metadata;
  if (annotations[certificate] === undefined) return false;
  const name = spec.ports.find((entry) => entry.port === port)?.name ?? '';
  return (annotations[certificatePorts] ?? '*')
    .split(',')
    .map((entry) => entry.trim())
    .some((entry) => entry === '*' || entry === String(port) || (entry !== '' && entry === name));
}
