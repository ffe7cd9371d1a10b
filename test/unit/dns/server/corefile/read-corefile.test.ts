import { describe, expect, test } from 'vitest';
import {
  type Corefile,
  kubeadmCorefile,
} from '../../../../../packages/core/src/dns/server/corefile/corefile.js';
import { readCorefile } from '../../../../../packages/core/src/dns/server/corefile/read-corefile.js';

/** The file as kubeadm writes it. */
const kubeadm = `.:53 {
    errors
    health {
       lameduck 5s
    }
    ready
    kubernetes cluster.local in-addr.arpa ip6.arpa {
       pods insecure
       fallthrough in-addr.arpa ip6.arpa
       ttl 30
    }
    prometheus :9153
    forward . /etc/resolv.conf {
       max_concurrent 1000
    }
    cache 30 {
       disable success cluster.local
       disable denial cluster.local
    }
    loop
    reload
    loadbalance
}
`;

function read(text: string): Corefile {
  const { corefile, problems } = readCorefile(text);
  expect(problems).toEqual([]);
  return corefile;
}

/** What is reported, by code and line. */
function problemsOf(text: string): readonly string[] {
  return readCorefile(text).problems.map(
    ({ code, source, message }) => `${code} ${source?.line}: ${message}`,
  );
}

test('the Corefile of kubeadm is the one that is followed where there is none', () => {
  expect(read(kubeadm)).toEqual(kubeadmCorefile('cluster.local'));
});

const block = (plugin: string) => read(`example.org {\n${plugin}\n}`)[0];

describe('a plugin', () => {
  const usual = { zones: ['example.org.'], pods: 'disabled', ttl: 5, namespaces: [] };

  test.each([
    ['kubernetes', { ...usual }],
    ['kubernetes Cluster.Local', { zones: ['cluster.local.'] }],
    ['kubernetes {\n namespaces a b\n}', { namespaces: ['a', 'b'] }],
    ['kubernetes {\n pods verified\n}', { pods: 'verified' }],
    ['kubernetes {\n ttl 0\n}', { ttl: 0 }],
    ['kubernetes {\n endpoint_pod_names\n}', { endpointPodNames: true }],
    ['kubernetes {\n ignore empty_service\n}', { ignoreEmptyService: true }],
    ['kubernetes {\n noendpoints\n}', { noEndpoints: true }],
    ['kubernetes {\n zonal\n}', { zonal: true }],
    ['kubernetes {\n multicluster clusterset.local\n}', { multicluster: ['clusterset.local.'] }],
    ['kubernetes {\n fallthrough\n}', { fallthrough: ['.'] }],
    ['kubernetes {\n fallthrough 10.0.0.0/8\n}', { fallthrough: ['10.in-addr.arpa.'] }],
    ['kubernetes {\n kubeconfig /k context\n apiserver_qps 5\n}', { ...usual }],
  ])('%s', (plugin, expected) => {
    expect(block(plugin)?.kubernetes).toMatchObject(expected);
  });

  test.each([
    ['a=b', [{ key: 'a', operator: 'In', values: ['b'] }]],
    [
      'a==b,c!=d',
      [
        { key: 'a', operator: 'In', values: ['b'] },
        { key: 'c', operator: 'NotIn', values: ['d'] },
      ],
    ],
    [
      'a in (b, c), !d',
      [
        { key: 'a', operator: 'In', values: ['b', 'c'] },
        { key: 'd', operator: 'DoesNotExist', values: [] },
      ],
    ],
    [
      'a notin (b),e',
      [
        { key: 'a', operator: 'NotIn', values: ['b'] },
        { key: 'e', operator: 'Exists', values: [] },
      ],
    ],
  ])('kubernetes with namespace_labels %s', (selector, matchExpressions) => {
    const { namespaceLabels } = block(`kubernetes {\n namespace_labels ${selector}\n}`)?.kubernetes ?? {};
    expect(namespaceLabels).toEqual({ matchLabels: {}, matchExpressions });
  });

  test.each([
    ['autopath @kubernetes', { autopath: { zones: ['example.org.'], search: '@kubernetes' } }],
    ['autopath a.b /etc/resolv.conf', { autopath: { zones: ['a.b.'], search: '/etc/resolv.conf' } }],
    ['cache', { cache: { zones: ['example.org.'], success: 3600, denial: 1800 } }],
    ['cache 60 a.b', { cache: { zones: ['a.b.'], success: 60, denial: 60 } }],
    ['cache 60 {\n success 100 20\n denial 100\n prefetch 1\n}', { cache: { success: 20, denial: 60 } }],
    [
      'forward . 1.1.1.1 {\n except a.b\n policy random\n}',
      {
        forward: [{ from: '.', to: ['1.1.1.1'], except: ['a.b.'] }],
      },
    ],
    [
      'forward a.b 10.0.0.1\nforward . tls://9.9.9.9',
      {
        forward: [
          { from: 'a.b.', to: ['10.0.0.1'], except: [] },
          { from: '.', to: ['tls://9.9.9.9'], except: [] },
        ],
      },
    ],
    [
      'k8s_external example.com',
      {
        k8sExternal: { zones: ['example.com.'], apex: 'dns', ttl: 5, headless: false, fallthrough: [] },
      },
    ],
    [
      'k8s_external {\n apex NS\n ttl 9\n headless\n fallthrough\n}',
      {
        k8sExternal: { zones: ['example.org.'], apex: 'ns', ttl: 9, headless: true, fallthrough: ['.'] },
      },
    ],
    ['loadbalance', { loadbalance: { policy: 'round_robin', prefer: [] } }],
    [
      'loadbalance round_robin {\n prefer 10.0.0.0/8 fd00::/8\n}',
      {
        loadbalance: { policy: 'round_robin', prefer: ['10.0.0.0/8', 'fd00::/8'] },
      },
    ],
    ['transfer {\n to * 10.0.0.1\n}', { transfer: { zones: ['example.org.'], to: ['*', '10.0.0.1'] } }],
  ])('%s', (plugin, expected) => {
    expect(block(plugin)).toMatchObject(expected);
  });
});

const zonesOf = (text: string) => read(text).map(({ zones }) => zones);

describe('server blocks', () => {
  test.each([
    ['have the zones of their keys', 'a.org b.org {\nerrors\n}\n', [['a.org.', 'b.org.']]],
    ['may have commas between them', 'a.org, b.org {\nerrors\n}', [['a.org.', 'b.org.']]],
    ['leave scheme and port aside', 'dns://a.org:1053 {\nerrors\n}', [['a.org.']]],
    ['are for every name where there is a port only', ':53 {\nerrors\n}', [['.']]],
    ['may be for a range of addresses', '10.1.0.0/16 {\nerrors\n}', [['1.10.in-addr.arpa.']]],
    ['follow one another', 'a.org {\nerrors\n}\nb.org {\n}', [['a.org.'], ['b.org.']]],
    ['need no braces where there is one', '.:53\nerrors\nlog', [['.']]],
    ['may have comments and quotes', '# all\n"a.org" { # here\nerrors # there\n}', [['a.org.']]],
  ])('%s', (_title, text, expected) => {
    expect(zonesOf(text)).toEqual(expected);
  });
});

describe('what is reported', () => {
  test.each([
    [
      'a plugin that is not modelled',
      '. {\nrewrite name a b\n}',
      'corefile-not-modelled 2: line 2: the model does not follow plugin rewrite',
    ],
    [
      'an option that is not modelled',
      '. {\nkubernetes {\nlabels a=b\n}\n}',
      'corefile-not-modelled 3: line 3: the model does not follow option of kubernetes: labels',
    ],
    [
      'an option of cache that an answer shows',
      '. {\ncache {\ndenial 100 30 10\n}\n}',
      'corefile-not-modelled 3: line 3: the model does not follow option of cache: denial',
    ],
    [
      'an option of forward',
      '. {\nforward . 1.1.1.1 {\nnext NXDOMAIN\n}\n}',
      'corefile-not-modelled 3: line 3: the model does not follow option of forward: next',
    ],
    [
      'a file of weights',
      '. {\nloadbalance weighted w\n}',
      'corefile-not-modelled 2: line 2: the model does not follow option of loadbalance: weighted',
    ],
    [
      'a search list in a file',
      '. {\nautopath /etc/other\n}',
      'corefile-not-modelled 2: line 2: the model does not follow plugin autopath',
    ],
    [
      'a range that ends within an octet',
      '10.0.0.0/9 {\n}',
      'corefile-not-modelled 1: line 1: the model does not follow address range 10.0.0.0/9',
    ],
    ['an import', 'import other', 'corefile-not-modelled 1: line 1: the model does not follow plugin import'],
    [
      'a snippet',
      '(common) {\nerrors\n}',
      'corefile-not-modelled 1: line 1: the model does not follow plugin (common)',
    ],
    [
      'a mode of pods that does not exist',
      '. {\nkubernetes {\npods all\n}\n}',
      'corefile-invalid 3: line 3: pods is disabled, insecure, verified, and not all',
    ],
    [
      'a ttl that is too long',
      '. {\nkubernetes {\nttl 3601\n}\n}',
      'corefile-invalid 3: line 3: ttl 3601 is no number from 0 to 3600',
    ],
    [
      'a forward without server',
      '. {\nforward .\n}',
      'corefile-invalid 2: line 2: forward needs a zone and a server',
    ],
    [
      'a policy that does not exist',
      '. {\nloadbalance best\n}',
      'corefile-invalid 2: line 2: there is no policy best',
    ],
    [
      'a selector that is none',
      '. {\nkubernetes {\nnamespace_labels a in b\n}\n}',
      'corefile-invalid 3: line 3: a in b is no label selector',
    ],
    [
      'nothing to ignore',
      '. {\nkubernetes {\nignore all\n}\n}',
      'corefile-invalid 3: line 3: there is nothing to ignore called all',
    ],
    [
      'a brace that is not closed',
      '. {\nkubernetes {\n}',
      'corefile-invalid 1: line 1: a brace has no other one',
    ],
    ['a brace that was not opened', '. {\n}\n}', 'corefile-invalid 3: line 3: a brace has no other one'],
  ])('%s', (_title, text, expected) => {
    expect(problemsOf(text)).toEqual([expected]);
  });
});
