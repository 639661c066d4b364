import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PaperId } from '../../../shared/ids.ts';
import { useSession } from '../../session.tsx';
import { useSitting } from '../../sitting.tsx';
import { PabulibImport } from './PabulibImport.tsx';
import { PaperEditor } from './PaperEditor.tsx';
import { PaperList } from './PaperList.tsx';
import { PaperPage } from './PaperPage.tsx';
import styles from './papers.module.css';
import { usePlace } from './place.ts';

/** Papers of the sitting: drawn up, previewed, withdrawn. The operator does it; chair and administrator look on. */
export function PapersPart() {
  const { t } = useTranslation(['papers', 'common']);
  const { principal } = useSession();
  const { view } = useSitting();
  const { place, go } = usePlace();
  const [saved, setSaved] = useState<string | null>(null);
  const [arrivals, setArrivals] = useState(0);
  if (!view) return <p role="status">{t('common:loading')}</p>;
  const mayEdit = principal.role === 'operator' && view.stage !== 'closed';
  const toList = () => {
    setArrivals((before) => before + 1);
    go({ at: 'list' });
  };
  const onSaved = (title: string) => {
    setSaved(title);
    toList();
  };
  const leave = () => {
    setSaved(null);
    toList();
  };
  return (
    <div className={styles['part']}>
      {place.at === 'new' && mayEdit ? (
        <PaperEditor key={place.kind} kind={place.kind} onSaved={onSaved} onLeave={leave} />
      ) : place.at === 'pabulib' && mayEdit ? (
        <PabulibImport onSaved={onSaved} onLeave={leave} />
      ) : place.at === 'paper' && PaperId.safeParse(place.paperId).success ? (
        <PaperPage paperId={PaperId.parse(place.paperId)} onLeave={leave} />
      ) : (
        <PaperList view={view} mayEdit={mayEdit} saved={saved} arrivals={arrivals} go={go} />
      )}
    </div>
  );
}
