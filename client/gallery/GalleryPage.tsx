import { useCallback, useEffect, useState } from 'react';
import type { InquiryId } from '../../shared/ids.ts';
import { newId, untilAnswered } from '../trying.ts';
import { CodeEntry } from './CodeEntry.tsx';
import { GalleryOf } from './gallery.tsx';
import { InquiryPage } from './InquiryPage.tsx';
import { useWords } from './language.tsx';
import { Plain } from './Plain.tsx';
import { ask } from './requests.ts';

/** `/g` asks for a code, `/g/:code` is the page of that inquiry. */
export function GalleryPage() {
  const [, code] = location.pathname.match(/^\/g\/([^/]+)/) ?? [];
  if (code === undefined) return <CodeEntry />;
  return /^\d{6}$/.test(code) ? <Visit code={code} /> : <CodeEntry unknown={code} />;
}

/** This opening of the page: asked again after a lost answer, it is the same one. */
const visitKey = newId();

function Visit({ code }: { code: string }) {
  const words = useWords();
  const [inquiryId, setInquiryId] = useState<InquiryId | null>(null);
  const [trouble, setTrouble] = useState<'none' | 'no-answer' | 'unknown'>('none');
  const visit = useCallback(
    () =>
      untilAnswered(() => ask<{ inquiryId: InquiryId }>('visits', { key: visitKey, code }), {
        onTrouble: () => setTrouble('no-answer'),
      }),
    [code],
  );
  useEffect(() => {
    void visit().then((answer) => {
      if ('ok' in answer) setInquiryId(answer.ok.inquiryId);
      else setTrouble('unknown');
    });
  }, [visit]);
  if (trouble === 'unknown') return <CodeEntry unknown={code} />;
  if (inquiryId === null) return <Plain words={trouble === 'none' ? words.opening : words.noServer} />;
  return (
    <GalleryOf inquiryId={inquiryId} visit={visit}>
      <InquiryPage />
    </GalleryOf>
  );
}
