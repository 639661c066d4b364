import type { Plugin } from 'vite';

const writers = /zod\/v4\/core\/(?:json-schema-processors|to-json-schema)\.js$/;
const exported = /^export (?:const|function) (\w+)/gm;

/**
 * Leaves zod's writer of JSON schemas out of what browsers load: each of its types refers to it, so that no bundler drops
 * it, and no screen writes schemas. It costs an old tablet 6 KB.
 */
export function withoutJsonSchema(): Plugin {
  return {
    name: 'without-json-schema',
    apply: 'build',
    transform: {
      filter: { id: writers },
      handler(code) {
        const names = [...code.matchAll(exported)].map(([, name]) => name);
        const none = 'const none = () => () => { throw new Error("no JSON schemas in a browser"); };';
        return {
          code: `${none}\n${names.map((name) => `export { none as ${name} };`).join('\n')}`,
          map: null,
        };
      },
    },
  };
}
