import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BuildId } from '../shared/devices.ts';

/** The id of the build in this folder, as its page says it; `unbuilt` where there is none. */
export function servedBuild(clientFolder: string): string {
  let page: string;
  try {
    page = readFileSync(join(clientFolder, 'index.html'), 'utf8');
  } catch {
    return 'unbuilt';
  }
  const id = BuildId.safeParse(page.match(/<meta name="build" content="([^"]*)"/)?.[1]);
  return id.success ? id.data : 'unbuilt';
}
