import { describe, expect, test } from 'vitest';
import { run, shop } from '../run.js';

const policy = `${shop}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: closed, namespace: shop }
spec: { podSelector: {} }
`;
const warning = 'warning: NetworkPolicies are not evaluated: what they stop counts as let through\n';

describe('NetworkPolicies that nobody evaluates', () => {
  test.each([
    ['routes -f closed.yaml', 0],
    // What they may stop, nobody can prove to arrive; what is stopped without them stays so.
    ['prove -f closed.yaml --under https://shop.example.com/cart --reaches service/shop/cart', 1],
    ['prove -f closed.yaml --under https://shop.example.com/cart --never-reaches service/shop/web', 0],
    ['diff shop.yaml closed.yaml', 0],
    ['diff closed.yaml shop.yaml', 0],
  ])('kubehop %s warns of them', async (command, status) => {
    const ended = await run(command.split(' '), { files: { 'shop.yaml': shop, 'closed.yaml': policy } });
    expect({ status: ended.status, stderr: ended.stderr }).toEqual({ status, stderr: warning });
  });
});
