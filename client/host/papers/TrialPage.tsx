import { useEffect, useRef } from 'react';
import { TopBar } from '../../design/TopBar.tsx';
import { useSitting } from '../../sitting.tsx';
import { PageBody, type PageProps } from '../../tablet/Page.tsx';
import tablet from '../../tablet/tablet.module.css';

/** A page of the tablet in the preview's own document: its bar cannot be used, and it takes no focus from the desk. */
export function TrialPage({ bar, ...body }: PageProps) {
  const { view } = useSitting();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    const own = heading.current?.ownerDocument;
    own?.defaultView?.scrollTo(0, 0);
    if (own?.hasFocus()) heading.current?.focus({ preventScroll: true });
  }, []);
  return (
    <div className={tablet['screen']}>
      <div inert>
        <TopBar title={bar ?? view?.title} />
      </div>
      <PageBody {...body} heading={heading} />
    </div>
  );
}
