import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeputyId } from '../../../shared/ids.ts';
import { excludedAsScrutineer } from '../../../shared/sitting/duties.ts';
import type { View } from '../../../shared/views.ts';
import { Presence } from './Presence.tsx';
import styles from './rules.module.css';

export const lineOf = ({ roll }: View, deputyId: DeputyId) =>
  roll?.find(({ deputy }) => deputy.deputyId === deputyId);

interface Props {
  label: string;
  people: readonly { deputyId: DeputyId; name: string }[];
  view: View;
  /** What stands at the end of each line. */
  children?: (deputyId: DeputyId, name: string) => ReactNode;
}

/** People as the roll has them: their seat, and whether they are here. */
export function PeopleList({ label, people, view, children }: Props) {
  const { t } = useTranslation('papers');
  return (
    <ul className={styles['people']} aria-label={label}>
      {people.map(({ deputyId, name }) => {
        const line = lineOf(view, deputyId);
        return (
          <li key={deputyId} className={styles['person']}>
            <span className={styles['name']}>{name}</span>
            {line && (
              <>
                <span className={styles['second']}>
                  {t('scrutineers.seat', { delegation: line.deputy.delegation, seat: line.deputy.seat })}
                </span>
                <Presence present={line.present} />
              </>
            )}
            {children?.(deputyId, name)}
          </li>
        );
      })}
    </ul>
  );
}

/** Why somebody on the list cannot be a scrutineer. */
export function Excluded({ view, deputyId }: { view: View; deputyId: DeputyId }) {
  const { t } = useTranslation('papers');
  const line = lineOf(view, deputyId);
  const excluded = line && excludedAsScrutineer(line.duties);
  if (!excluded) return null;
  const { name } = line.deputy;
  const titles = line.duties.flatMap((one) => (one.duty === 'candidate' ? [one.title] : []));
  return (
    <p className={styles['personFault']}>
      {excluded === 'scrutineer-is-candidate'
        ? t('scrutineers.isCandidate', { name, title: titles[0] })
        : t('scrutineers.isChair', { name })}
    </p>
  );
}

/** Scrutineers with their part, and with what stands against them. */
export function ScrutineerList(props: { label: string; people: View['scrutineers']; view: View }) {
  const { label, people, view } = props;
  const { t } = useTranslation();
  const isChief = (deputyId: DeputyId) => people.some((one) => one.deputyId === deputyId && one.chief);
  return (
    <PeopleList label={label} people={people} view={view}>
      {(deputyId) => (
        <>
          <span className={styles['role']} data-chief={isChief(deputyId)}>
            {isChief(deputyId) ? t('role.chiefScrutineer') : t('role.scrutineer')}
          </span>
          <Excluded view={view} deputyId={deputyId} />
        </>
      )}
    </PeopleList>
  );
}

export function anyoneExcluded(view: View, deputyIds: readonly DeputyId[]): boolean {
  return deputyIds.some((deputyId) => excludedAsScrutineer(lineOf(view, deputyId)?.duties ?? []) !== null);
}
