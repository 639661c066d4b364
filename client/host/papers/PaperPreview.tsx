import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Sheet } from '../../../shared/ballot/paper.ts';
import { BallotPaper, type Chosen } from '../../ballot-paper/BallotPaper.tsx';
import { Button } from '../../design/Button.tsx';
import design from '../../design/design.module.css';
import styles from './preview.module.css';
import { TabletFrame } from './TabletFrame.tsx';

/** The paper as the tablet will show it. It can be marked; nothing is sent and nothing is kept. */
export function PaperPreview({ sheets }: { sheets: readonly Sheet[] }) {
  const { t } = useTranslation('papers');
  const [position, setPosition] = useState<'lying' | 'upright'>('lying');
  const [trial, setTrial] = useState(0);
  const items = sheets.flatMap(({ paper, rules }) => [
    rules.kind,
    ...paper.items.map(({ itemId }) => itemId),
  ]);
  return (
    <section className={styles['preview']} aria-labelledby="preview-title">
      <div className={styles['previewHead']}>
        <h3 id="preview-title">{t('preview.title')}</h3>
        <fieldset className={design['segmented']} aria-label={t('preview.position')}>
          {(['lying', 'upright'] as const).map((one) => (
            <button key={one} type="button" aria-pressed={position === one} onClick={() => setPosition(one)}>
              {t(`preview.${one}`)}
            </button>
          ))}
        </fieldset>
        <Button look="quiet" onClick={() => setTrial((now) => now + 1)}>
          {t('preview.again')}
        </Button>
      </div>
      <p className={styles['previewHint']}>{t('preview.hint')}</p>
      {sheets.length === 0 ? (
        <p className={styles['previewNone']}>{t('preview.none')}</p>
      ) : (
        <TabletFrame position={position} title={t('preview.frame')}>
          <main className={styles['tabletPage']}>
            {/* What was marked belongs to these very items: with others it begins anew. */}
            <Trial key={`${trial} ${items.join(' ')}`} sheets={sheets} />
          </main>
        </TabletFrame>
      )}
    </section>
  );
}

function Trial({ sheets }: { sheets: readonly Sheet[] }) {
  const [chosen, setChosen] = useState<Readonly<Record<number, Chosen>>>({});
  return sheets.map((sheet, at) => (
    <BallotPaper
      key={sheet.paper.items[0]!.itemId}
      sheet={sheet}
      chosen={chosen[at] ?? {}}
      onChange={(marks) => setChosen((now) => ({ ...now, [at]: marks }))}
    />
  ));
}
