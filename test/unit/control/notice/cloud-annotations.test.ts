import { aws, bareMetal, createCluster, type Platform } from '@kubehop/core';
import { describe, expect, test } from 'vitest';

const ingressOf = (className: string, annotation: string): object => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'Ingress',
  metadata: { name: 'web', namespace: 'shop', annotations: { [annotation]: 'internal' } },
  spec: { ingressClassName: className, rules: [{ host: 'shop.example.com' }] },
});

const classOf = (name: string, controller: string): object => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'IngressClass',
  metadata: { name },
  spec: { controller },
});

const classes = [classOf('alb', 'ingress.k8s.aws/alb'), classOf('nginx', 'k8s.io/ingress-nginx')];
const scheme = 'alb.ingress.kubernetes.io/scheme';

/** The annotations of an Ingress of which it is said that nobody reads them. */
function unread(platform: Platform, className: string, annotation: string): readonly string[] {
  return createCluster([...classes, ingressOf(className, annotation)], { platform })
    .problems.filter(({ message }) => message.startsWith('nobody reads this annotation'))
    .map(({ path }) => path);
}

describe('an annotation for the Ingress controller of a cloud', () => {
  test.each([
    ['of the AWS Load Balancer Controller, on bare metal', bareMetal(), 'nginx', scheme],
    ['of the AWS Load Balancer Controller, at an Ingress of another class', aws(), 'nginx', scheme],
    ['of GKE, on AWS', aws(), 'nginx', 'networking.gke.io/managed-certificates'],
    ['of the Application Gateway', aws(), 'nginx', 'appgw.ingress.kubernetes.io/ssl-redirect'],
  ])('is named where it serves nobody: %s', (_title, platform, className, annotation) => {
    expect(unread(platform, className, annotation)).toEqual([`metadata.annotations[${annotation}]`]);
  });

  test('is read where it serves the Ingress', () => {
    expect(unread(aws(), 'alb', scheme)).toEqual([]);
  });

  test('is named no more once the Ingress is of the class of its controller', () => {
    const cluster = createCluster([...classes, ingressOf('nginx', scheme)], { platform: aws() });
    const next = cluster.apply(ingressOf('alb', scheme));
    expect(next.problems.filter(({ message }) => message.startsWith('nobody reads'))).toEqual([]);
  });
});
