import { CodeEntry } from './CodeEntry.tsx';

/** `/g` asks for a code, `/g/:code` is the page of that inquiry. */
export function GalleryPage() {
  return <CodeEntry />;
}
