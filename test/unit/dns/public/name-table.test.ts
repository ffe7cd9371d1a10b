import { describe, expect, test } from 'vitest';
import { NameTable } from '../../../../packages/core/src/dns/public/name-table.js';

const table = new NameTable<string>([
  ['shop.example.com', 'own'],
  ['Shop.Example.COM.', 'own again'],
  ['*.example.com', 'wildcard'],
  ['deep.sub.example.com', 'deep'],
]);

describe('NameTable', () => {
  test.each<[string, string, readonly string[] | undefined]>([
    ['a name has its own values, however spelled', 'shop.example.com', ['own', 'own again']],
    ['a wildcard stands for names below its parent', 'other.example.com', ['wildcard']],
    ['a wildcard stands for names of more labels too', 'a.b.example.com', ['wildcard']],
    ['a wildcard does not stand for its parent', 'example.com', undefined],
    ['a name that exists takes those below it from the wildcard', 'a.shop.example.com', undefined],
    ['a name exists when there is one below it', 'sub.example.com', undefined],
    ['and takes others below it from the wildcard too', 'other.sub.example.com', undefined],
    ['the wildcard itself can be asked for', '*.example.com', ['wildcard']],
    ['nothing is known of other names', 'example.org', undefined],
  ])('%s', (_title, name, values) => {
    expect(table.lookup(name)).toEqual(values);
  });
});
