import { describe, expect, test } from 'vitest';
import { parseConfig } from '../../../../packages/cli/src/config/parse-config.js';
import { WrongUse } from '../../../../packages/cli/src/wrong-use.js';

function errorsOf(text: string): readonly string[] {
  try {
    parseConfig(text, 'kubehop.yaml');
  } catch (error) {
    if (error instanceof WrongUse) return error.messages;
    throw error;
  }
  return [];
}

describe('parseConfig', () => {
  test('reads what it says', () => {
    const text = `
platform: { name: kind, nodes: 2 }
kubernetesVersion: '1.34'
dns:
  records:
    - { name: shop.example.com, type: A, data: 203.0.113.10 }
`;
    expect(parseConfig(text, 'kubehop.yaml')).toEqual({
      platform: { name: 'kind', nodes: 2 },
      kubernetesVersion: '1.34',
      dns: { records: [{ name: 'shop.example.com', type: 'A', data: '203.0.113.10' }] },
    });
  });

  test.each(['', '# nothing yet\n', '---\n', '{}'])('%j says nothing', (text) => {
    expect(parseConfig(text, 'kubehop.yaml')).toEqual({});
  });

  test.each([
    [
      'an unknown field',
      'proxy:\n  mod: ipvs\n',
      'kubehop.yaml:2: proxy.mod: unknown field; did you mean "mode"?',
    ],
    ['an unknown field at the top', 'name: x\n', 'kubehop.yaml:1: name: unknown field'],
    [
      'a value outside of a list',
      'proxy:\n  mode: userspace\n',
      'kubehop.yaml:2: proxy.mode: must be one of iptables, nftables, ipvs',
    ],
    [
      'a value of the wrong type',
      'platform:\n  nodes: three\n',
      'kubehop.yaml:2: platform.nodes: must be integer',
    ],
    [
      'a version without quotes',
      'kubernetesVersion: 1.30\n',
      'kubehop.yaml:1: kubernetesVersion: must be string, put it in quotes',
    ],
    [
      'a value of the wrong form',
      "kubernetesVersion: '2'\n",
      `kubehop.yaml:1: kubernetesVersion: "2" does not fit: The version of Kubernetes, such as '1.34'.`,
    ],
    [
      'a missing field',
      'dns:\n  records:\n    - type: A\n      data: 203.0.113.10\n',
      "kubehop.yaml:3: dns.records[0]: must have required property 'name'",
    ],
    [
      'a number too large',
      'applications:\n  - selector: {}\n    listens: [80, 70000]\n',
      'kubehop.yaml:3: applications[0].listens[1]: must be <= 65535',
    ],
    ['something else than a mapping', '- a\n', 'kubehop.yaml:1: must be object, such as { files: ... }'],
  ])('%s is named with line and field', (_, text, error) => {
    expect(errorsOf(text)).toEqual([error]);
  });

  test('everything wrong is named', () => {
    expect(errorsOf('proxy: { mode: x }\nfiles: y\n')).toHaveLength(2);
  });

  test.each([
    ['a duplicate key', 'files: []\nfiles: []\n', 'kubehop.yaml:2: Map keys must be unique'],
    ['a tab', 'proxy:\n\tmode: ipvs\n', 'kubehop.yaml:2: Tabs are not allowed as indentation'],
  ])('broken YAML is named with its line: %s', (_, text, error) => {
    expect(errorsOf(text)).toEqual([error]);
  });
});
