/** Regular expressions that take engines which go back a time that doubles with every letter. */
const patterns = ['(a+)+$', '(a|a)*$', '(a|aa)+$', '(a*)*b$', '(.*a){8}b$'];

const service = { name: 'web', port: { number: 80 } };

/** Ingresses of ingress-nginx with hostile patterns as paths of a host, and as further names of another one. */
export const hostilePatternObjects: readonly unknown[] = [
  {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: {
      name: 'paths',
      namespace: 'default',
      annotations: { 'nginx.ingress.kubernetes.io/use-regex': 'true' },
    },
    spec: {
      rules: [
        {
          host: 'paths.example.com',
          http: {
            paths: patterns.map((pattern) => ({
              path: `/${pattern}`,
              pathType: 'ImplementationSpecific',
              backend: { service },
            })),
          },
        },
      ],
    },
  },
  {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: {
      name: 'hosts',
      namespace: 'default',
      annotations: {
        'nginx.ingress.kubernetes.io/server-alias': patterns.map((pattern) => `~^${pattern}`).join(','),
      },
    },
    spec: {
      rules: [
        {
          host: 'hosts.example.com',
          http: { paths: [{ path: '/', pathType: 'Prefix', backend: { service } }] },
        },
      ],
    },
  },
];
