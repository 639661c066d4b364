import { useSaid } from '../sitting.tsx';

/** The build that this page is of; the page itself says it. */
export const ownBuild = document.querySelector<HTMLMetaElement>('meta[name="build"]')?.content ?? 'unbuilt';

/** The build that the server gives out, where this page is of another one; null where it is not. */
export function useNewBuild(): string | null {
  const build = useSaid('server:build')?.build ?? ownBuild;
  return build === ownBuild ? null : build;
}
