/**
 * Which certificate a client is shown follows from the name in its hello (SNI) alone, before any Host header is read: that
 * of the host's Ingress, else that of a wildcard host, else the default one of the controller.
 */
import { createCluster, type Cluster } from '@kubehop/core';
import { ingressController, ingressNginxProfile, type ControllerProfile } from '@kubehop/core/components';
import { readManifests } from '@kubehop/core/yaml';

/** Certificates as a Secret holds them. */
const certificates = {
  'for shop.example.com': [
    'LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0tCk1JSUJwRENDQVVxZ0F3SUJBZ0lVQkRTalVON3JFdEliTkJXN3NqbUJYakV0cmI0',
    'd0NnWUlLb1pJemowRUF3SXcKR3pFWk1CY0dBMVVFQXd3UWMyaHZjQzVsZUdGdGNHeGxMbU52YlRBZ0Z3MHlOakV4TWpZd01ESTVN',
    'ekphR0E4eQpNVEkyTVRFd01qQXdNamt6TWxvd0d6RVpNQmNHQTFVRUF3d1FjMmh2Y0M1bGVHRnRjR3hsTG1OdmJUQlpNQk1HCkJ5',
    'cUdTTTQ5QWdFR0NDcUdTTTQ5QXdFSEEwSUFCSm5nWThpdVRvWTByNDd3ZmNvaU9idWhjNFJCMm5GdEwyZGIKVDdCc3B2Mkl3ZFh1',
    'UnlFU0ZxejdzZHNHSTZWTTRCNU0zb3ZJUmxraU9RMWduL05HRkJHamFqQm9NQjBHQTFVZApEZ1FXQkJSMlhxdUMwWTdzTG5LUmlZ',
    'azYwdnlRRHYvaTl6QWZCZ05WSFNNRUdEQVdnQlIyWHF1QzBZN3NMbktSCmlZazYwdnlRRHYvaTl6QWJCZ05WSFJFRUZEQVNnaEJ6',
    'YUc5d0xtVjRZVzF3YkdVdVkyOXRNQWtHQTFVZEV3UUMKTUFBd0NnWUlLb1pJemowRUF3SURTQUF3UlFJaEFMaTN1a3M2T2Z5NFc3',
    'V0Z0T1IxWll6OTY5LzYvYlNBNHZYNApad3NycWUybkFpQlVKcy91NG9lRnpIbE45UlMzZGNpdERHMEpwRVBpa3k3WUpmRUlMcnpx',
    'enc9PQotLS0tLUVORCBDRVJUSUZJQ0FURS0tLS0tCg==',
  ].join(''),
  'for *.example.com': [
    'LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0tCk1JSUJtekNDQVVHZ0F3SUJBZ0lVVmRxWDR6WmdMSjIydDBoT0ZZeCtWWkR1WW1v',
    'd0NnWUlLb1pJemowRUF3SXcKR0RFV01CUUdBMVVFQXd3TktpNWxlR0Z0Y0d4bExtTnZiVEFnRncweU5qRXhNall3TURJNU16SmFH',
    'QTh5TVRJMgpNVEV3TWpBd01qa3pNbG93R0RFV01CUUdBMVVFQXd3TktpNWxlR0Z0Y0d4bExtTnZiVEJaTUJNR0J5cUdTTTQ5CkFn',
    'RUdDQ3FHU000OUF3RUhBMElBQkgwYlhIanNsbVFUWGNaSFdQNm1BTXZGcGswNzVwWGJ2eUU2QVZwaHdyNGEKMDU4OUsyTWk0eGlC',
    'dHFxK2tRZjY1Zk9hZGRnY3oycWZjWnRDTGExZjRUV2paekJsTUIwR0ExVWREZ1FXQkJRZApvaDhWelBUQkFWbm5Qa2tXQ1c2MWQv',
    'OEcxekFmQmdOVkhTTUVHREFXZ0JRZG9oOFZ6UFRCQVZublBra1dDVzYxCmQvOEcxekFZQmdOVkhSRUVFVEFQZ2cwcUxtVjRZVzF3',
    'YkdVdVkyOXRNQWtHQTFVZEV3UUNNQUF3Q2dZSUtvWkkKemowRUF3SURTQUF3UlFJZ2IybWpNdDZrakE0RTVraWtvR2UyaEloNWhn',
    'KzhqQ1dJa1pTZDJ0bFFNcVlDSVFDeAprd0p5RmJINGxjYUlFWkRCY1RrOWNiaHZKVHRGdGNwSEtzYU1OUVpnT3c9PQotLS0tLUVO',
    'RCBDRVJUSUZJQ0FURS0tLS0tCg==',
  ].join(''),
};

const secret = (name: string, certificate: keyof typeof certificates): string => `
apiVersion: v1
kind: Secret
metadata: { name: ${name}, namespace: shop }
type: kubernetes.io/tls
data: { tls.crt: ${certificates[certificate]}, tls.key: YSBrZXk= }
---`;

const ingress = (name: string, host: string, tls: string): string => `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: ${name}, namespace: shop }
spec:
  ingressClassName: nginx
  tls: ${tls}
  rules:
    - host: '${host}'
      http:
        paths:
          - { path: /, pathType: Prefix, backend: { service: { name: web, port: { number: 80 } } } }
---`;

const manifests = [
  secret('shop-tls', 'for shop.example.com'),
  secret('wildcard-tls', 'for *.example.com'),
  ingress('shop', 'shop.example.com', '[{ hosts: [shop.example.com], secretName: shop-tls }]'),
  ingress('any', '*.example.com', "[{ hosts: ['*.example.com'], secretName: wildcard-tls }]"),
  ingress('typo', 'typo.example.com', '[{ hosts: [typo.example.com], secretName: typo-tsl }]'),
  ingress('other', 'other.example.net', '[{ hosts: [other.example.net], secretName: shop-tls }]'),
  ingress('plain', 'plain.example.com', '[]'),
  `
apiVersion: networking.k8s.io/v1
kind: IngressClass
metadata: { name: nginx }
spec: { controller: k8s.io/ingress-nginx }
---
apiVersion: v1
kind: Pod
metadata: { name: web, namespace: shop, labels: { app: web } }
spec:
  containers: [{ name: web, image: example.com/web:1.4, ports: [{ containerPort: 8080 }] }]
---
apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop }
spec: { selector: { app: web }, ports: [{ port: 80, targetPort: 8080 }] }
`,
].join('');

/** What a client asks: the name in its hello, and the Host header that it sends then. */
interface Asked {
  readonly sni: string | null;
  readonly host: string;
}

const names = [
  'shop.example.com',
  'plain.example.com',
  'new.example.com',
  'typo.example.com',
  'other.example.net',
  'unknown.example.org',
];

/** The certificate that is shown, and what a client that checks it thinks of it. */
function shown(cluster: Cluster, profile: ControllerProfile, { sni, host }: Asked): string {
  const http = { method: 'GET', target: '/', version: '1.1', host, headers: [] } as const;
  const decision = ingressController(cluster, profile).handle({
    http,
    client: '203.0.113.7',
    port: 443,
    tls: { sni },
  });
  const from = decision.certificate?.secret?.name ?? "the controller's own";
  const isRefused = decision.assumptions.some(({ code }) => code === 'client-accepts-certificate');
  return `${from.padEnd(22)}${(isRefused ? 'refused' : 'accepted').padEnd(11)}${decision.server}`;
}

function table(cluster: Cluster, profile: ControllerProfile, asked: readonly Asked[]): string {
  return [
    `  ${'name in the hello'.padEnd(21)}${'Host header'.padEnd(21)}${'certificate'.padEnd(22)}${'client'.padEnd(11)}server`,
    ...asked.map((each) => {
      const { sni, host } = each;
      return `  ${(sni ?? '(none)').padEnd(21)}${host.padEnd(21)}${shown(cluster, profile, each)}`;
    }),
  ].join('\n');
}

/** The story, told. */
export function story(): string {
  const cluster = createCluster(readManifests(manifests));
  const nginx = ingressNginxProfile({ version: '1.15.1' });
  const withDefault = ingressNginxProfile({
    version: '1.15.1',
    flags: { 'default-ssl-certificate': 'shop/wildcard-tls' },
  });
  const same = names.map((name) => ({ sni: name, host: name }));
  return [
    'Which certificate is shown',
    [
      'shop.example.com   has the Secret shop-tls',
      '*.example.com      has the Secret wildcard-tls',
      'plain.example.com  has no TLS section: what the wildcard host has is shown for it too',
      'typo.example.com   names a Secret that does not exist: the wildcard does not help, TLS is on for it',
      'other.example.net  names a Secret whose certificate is for another host: it is not used',
    ].join('\n'),
    table(cluster, nginx, same),
    'The certificate goes by the hello, the route by the Host header. They may differ, and a client that asks\nan address sends no name at all:',
    table(cluster, nginx, [
      { sni: 'shop.example.com', host: 'new.example.com' },
      { sni: null, host: 'shop.example.com' },
    ]),
    "With the flag --default-ssl-certificate=shop/wildcard-tls its certificate takes the place of the controller's own:",
    table(cluster, withDefault, same),
  ].join('\n\n');
}
