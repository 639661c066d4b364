import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '../..');

/** The files that a file imports, as paths from the root. */
function importsOf(file: string): string[] {
  const text = readFileSync(join(root, file), 'utf8');
  const named = [...text.matchAll(/(?:from|import\(|new URL\()\s*'(\.{1,2}\/[^']+)'/g)].map(
    ([, path]) => path!,
  );
  return named.map((path) => relative(root, resolve(root, dirname(file), path)));
}

/** Everything that is loaded with these files. */
function reached(files: readonly string[]): Set<string> {
  const seen = new Set<string>();
  const look = (file: string) => {
    if (seen.has(file) || !file.endsWith('.ts')) return;
    seen.add(file);
    for (const imported of importsOf(file)) look(imported);
  };
  for (const file of files) look(file);
  return seen;
}

const filesIn = (room: string) => globSync(`${room}/**/*.ts`, { cwd: root });
/** What both planes may know of each other: types, and no more. */
const contract = 'server/gallery/exchange/contract.ts';

test('[B127] gallery and chamber load no module of each other', () => {
  const gallery = reached(filesIn('server/gallery'));
  expect(gallery.size).toBeGreaterThan(30);
  expect([...gallery].filter((file) => file.startsWith('server/chamber/'))).toEqual([]);
  expect(
    [...gallery].filter((file) => /server\/(?:accounts|sockets|http|session-cookie)/.test(file)),
  ).toEqual([]);
  const chamber = reached(filesIn('server/chamber'));
  expect(chamber).toContain(contract);
  expect([...chamber].filter((file) => file.startsWith('server/gallery/'))).toEqual([contract]);
});
