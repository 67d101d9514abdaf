import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { MatCheckbox } from '@angular/material/checkbox';
import { MatRadioModule } from '@angular/material/radio';
import { TranslocoDirective } from '@jsverse/transloco';
import { Preferences } from '../../../api';
import { ProblemView } from '../../../core/http/problem-view';
import { Toast } from '../../../core/layout/toast';
import { Icon } from '../../../ui/icon/icon';
import { PageHeader } from '../../../ui/page-header/page-header';
import { Skeleton } from '../../../ui/skeleton/skeleton';
import { Channel, PreferencesStore } from '../data/preferences-store';

/** What one is told, kind by kind, and by which way. */
@Component({
  selector: 'lec-preferences-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    Icon,
    MatCheckbox,
    MatRadioModule,
    PageHeader,
    ProblemView,
    Skeleton,
    TranslocoDirective,
  ],
  providers: [PreferencesStore],
  templateUrl: './preferences-page.html',
  styleUrls: ['../ui/card.scss', './settings-page.scss', './preferences-page.scss'],
})
export class PreferencesPage {
  private readonly toast = inject(Toast);
  protected readonly store = inject(PreferencesStore);
  protected readonly channels: Channel[] = ['inbox', 'email'];
  protected readonly digests: Preferences['digest'][] = ['off', 'daily', 'weekly'];

  protected choose(kind: string, channel: Channel, wanted: boolean): void {
    void this.tell(this.store.choose(kind, channel, wanted));
  }

  protected chooseDigest(digest: Preferences['digest']): void {
    void this.tell(this.store.chooseDigest(digest));
  }

  private async tell(work: Promise<void>): Promise<void> {
    try {
      await work;
    } catch (error) {
      this.toast.failed(error);
    }
  }
}
