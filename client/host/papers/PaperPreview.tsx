import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Sheet } from '../../../shared/ballot/paper.ts';
import type { Chosen } from '../../ballot-paper/BallotPaper.tsx';
import { Button } from '../../design/Button.tsx';
import design from '../../design/design.module.css';
import { Marking } from '../../tablet/Marking.tsx';
import styles from './preview.module.css';
import { TabletFrame } from './TabletFrame.tsx';
import { TrialPage } from './TrialPage.tsx';

/** The paper as the tablet will show it. It can be marked; nothing is sent and nothing is kept. */
export function PaperPreview({ sheets }: { sheets: readonly Sheet[] }) {
  const { t } = useTranslation('papers');
  const [position, setPosition] = useState<'lying' | 'upright'>('lying');
  const [trial, setTrial] = useState(0);
  const anew = () => setTrial((now) => now + 1);
  const sheet = wholeOf(sheets);
  const items = [sheet?.rules.kind, ...(sheet?.paper.items ?? []).map(({ itemId }) => itemId)];
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
        <Button look="quiet" onClick={anew}>
          {t('preview.again')}
        </Button>
      </div>
      <p className={styles['previewHint']}>{t('preview.hint')}</p>
      {!sheet ? (
        <p className={styles['previewNone']}>{t('preview.none')}</p>
      ) : (
        <TabletFrame position={position} title={t('preview.frame')}>
          {/* What was marked belongs to these very items: with others it begins anew. */}
          <Trial key={`${trial} ${items.join(' ')}`} sheet={sheet} onCast={anew} />
        </TabletFrame>
      )}
    </section>
  );
}

/** The sheets of an appraisal one below the other, as the tablet puts them on one page. */
function wholeOf(sheets: readonly Sheet[]): Sheet | undefined {
  const [first] = sheets;
  if (first?.paper.kind !== 'appraisal') return first;
  const items = sheets.flatMap(({ paper }) => (paper.kind === 'appraisal' ? paper.items : []));
  return { ...first, paper: { ...first.paper, items } };
}

function Trial({ sheet, onCast }: { sheet: Sheet; onCast: () => void }) {
  const [chosen, setChosen] = useState<Chosen>({});
  return <Marking sheet={sheet} chosen={chosen} onChange={setChosen} onCast={onCast} frame={TrialPage} />;
}
