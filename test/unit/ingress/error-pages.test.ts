import { describe, expect, test } from 'vitest';
import type { Cluster } from '../../../packages/core/src/cluster/cluster.js';
import type { ApplicationSettings } from '../../../packages/core/src/cluster/platform.js';
import { createCluster } from '../../../packages/core/src/control/create-cluster.js';
import { replay } from '../../../packages/core/src/pipeline/chooser.js';
import { traceAll } from '../../../packages/core/src/pipeline/trace-all.js';
import { traceRequest } from '../../../packages/core/src/pipeline/trace-request.js';
import { cloud } from '../../../packages/core/src/provider/cloud.js';
import { grammarFaults } from '../../../packages/core/src/trace/grammar.js';
import type { Trace } from '../../../packages/core/src/trace/trace.js';
import { ingress } from '../../objects/ingress.js';
import { nginxController } from '../../objects/nginx-controller.js';
import { service } from '../../objects/service.js';
import { deployment } from '../../objects/workload.js';

interface Setting {
  /** What the application answers, or nothing where nobody listens. */
  readonly app: number | undefined;
  /** The backend is a name that does not resolve. */
  readonly isName?: true;
  /** What the default backend answers; absent where there is none. */
  readonly errors?: number | undefined;
  readonly annotations?: Readonly<Record<string, string>>;
}

function answering(name: string, status: number | undefined): ApplicationSettings {
  const selector = { matchLabels: { app: name }, matchExpressions: [] };
  return status === undefined ? { selector, listens: [] } : { selector, status };
}

function clusterOf({ app, annotations = {}, isName, ...more }: Setting): Cluster {
  const hasErrors = 'errors' in more;
  const values = {
    'custom-http-errors': '404,502,503',
    ...(hasErrors ? { 'default-backend': 'errors' } : {}),
    ...annotations,
  };
  return createCluster(
    [
      ...nginxController(),
      deployment('shop/app', { replicas: 2 }),
      service(
        'shop/app',
        isName === true
          ? { type: 'ExternalName', externalName: 'none.shop.svc.cluster.local' }
          : { selector: { app: 'app' }, ports: [{ port: 80 }] },
      ),
      ...(hasErrors ? [deployment('shop/errors', { replicas: 2 })] : []),
      ...(hasErrors
        ? [service('shop/errors', { selector: { app: 'errors' }, ports: [{ port: 8080 }] })]
        : []),
      ingress('shop/w', {
        className: 'nginx',
        rules: { 'a.com': ['Prefix /x app:80'] },
        annotations: Object.fromEntries(
          Object.entries(values).map(([name, value]) => [`nginx.ingress.kubernetes.io/${name}`, value]),
        ),
      }),
    ],
    { platform: { ...cloud(), applications: [answering('app', app), answering('errors', more.errors)] } },
  );
}

const url = 'http://a.com/x/y?q';

/** The hops from the controller on, with the Deployments of pods, and how the request ended. */
function behind({ hops, outcome }: Trace): readonly string[] {
  const at = hops.findIndex(({ stage }) => stage === 'ingress');
  const end = outcome.kind === 'response' ? `${outcome.status} from ${outcome.from}` : outcome.kind;
  const shown = hops.slice(at).filter(({ stage }) => stage === 'ingress' || stage === 'pod');
  return [
    ...shown.map((hop) =>
      hop.stage === 'pod' ? `${hop.workload?.name ?? ''} ${hop.action}` : `${hop.stage} ${hop.action}`,
    ),
    end,
  ];
}

describe('custom-http-errors', () => {
  test.each<[string, Setting, readonly string[]]>([
    [
      'are answered by the default backend',
      { app: 503, errors: 418 },
      [
        'ingress terminated',
        'app delivered',
        'ingress terminated',
        'errors delivered',
        '418 from application',
      ],
    ],
    [
      'are answered by the controller where there is no default backend',
      { app: 503 },
      ['ingress terminated', 'app delivered', 'ingress answered', '404 from proxy'],
    ],
    [
      'leave other statuses alone',
      { app: 500, errors: 418 },
      ['ingress terminated', 'app delivered', '500 from application'],
    ],
    [
      'count where the controller has no connection to the backend',
      { app: undefined, errors: 418 },
      [
        'ingress terminated',
        'app rejected',
        'ingress terminated',
        'errors delivered',
        '418 from application',
      ],
    ],
    [
      'count where the name of the backend does not resolve',
      { app: 200, isName: true, errors: 418 },
      ['ingress terminated', 'ingress terminated', 'errors delivered', '418 from application'],
    ],
    [
      'of the default backend itself are passed on',
      { app: 503, errors: 404 },
      [
        'ingress terminated',
        'app delivered',
        'ingress terminated',
        'errors delivered',
        '404 from application',
      ],
    ],
    [
      'of a default backend that refuses are those of the controller',
      { app: 503, errors: undefined },
      ['ingress terminated', 'app delivered', 'ingress terminated', 'errors rejected', '502 from proxy'],
    ],
    [
      'of backends are passed on where that is said',
      { app: 503, errors: 418, annotations: { 'disable-proxy-intercept-errors': 'true' } },
      ['ingress terminated', 'app delivered', '503 from application'],
    ],
  ])('%s', (_title, setting, expected) => {
    const cluster = clusterOf(setting);
    const trace = traceRequest(cluster, { url });
    expect(behind(trace)).toEqual(expected);
    expect(grammarFaults(trace)).toEqual([]);
    expect(traceRequest(cluster, { url }, { choose: replay(trace) })).toEqual(trace);
  });

  test('ask the default backend for the root, and tell it what happened', () => {
    const { hops } = traceRequest(clusterOf({ app: 503, errors: 200 }), { url });
    const page = hops.find(({ rule }) => rule.id === 'ingress-error-page');
    expect(page).toMatchObject({
      rule: {
        id: 'ingress-error-page',
        object: { kind: 'Ingress', namespace: 'shop', name: 'w' },
        path: 'metadata.annotations[nginx.ingress.kubernetes.io/custom-http-errors]',
      },
      backend: { service: { kind: 'Service', namespace: 'shop', name: 'errors' }, port: 8080 },
      forwarded: { target: '/?q', host: 'a.com' },
    });
    const told = page?.stage === 'ingress' ? page.forwarded?.headers : [];
    expect(told).toContainEqual({ name: 'x-code', value: '503' });
    expect(told).toContainEqual({ name: 'x-original-uri', value: '/x/y?q' });
  });

  test('are answered on a way back that knows nothing of the backend', () => {
    const { hops, reply } = traceRequest(clusterOf({ app: 503, errors: 200 }), { url });
    const pods = reply.flatMap(({ stage, place }) =>
      stage === 'pod' && place.kind === 'pod' ? [place.name] : [],
    );
    const asked = hops.flatMap((hop) => (hop.stage === 'pod' ? [hop.pod.name] : []));
    expect(pods).toEqual([asked.at(-1)]);
    expect(reply.at(-1)).toMatchObject({ stage: 'client', action: 'returned' });
  });

  test('keep the shares of all ways', () => {
    const { branches, outcomes } = traceAll(clusterOf({ app: 503, errors: 418 }), { url });
    expect(branches.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 9);
    expect(outcomes.map(({ outcome }) => outcome)).toMatchObject([{ kind: 'response', status: 418 }]);
  });
});
