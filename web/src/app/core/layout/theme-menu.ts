import { OverlayContainer } from '@angular/cdk/overlay';
import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { MatIconButton } from '@angular/material/button';
import { MatMenu, MatMenuContent, MatMenuItem, MatMenuTrigger } from '@angular/material/menu';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { Icon } from '../../ui/icon/icon';
import { IconName } from '../../ui/icon/icons.generated';
import { Theme, ThemeMode } from '../theme/theme';

@Component({
  selector: 'lec-theme-menu',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    Icon,
    MatIconButton,
    MatMenu,
    MatMenuContent,
    MatMenuItem,
    MatMenuTrigger,
    TranslocoDirective,
  ],
  template: `
    <ng-container *transloco="let t">
      <button
        matIconButton
        type="button"
        [matMenuTriggerFor]="themes"
        [attr.aria-label]="t('theme.label')"
      >
        <svg [lecIcon]="theme.dark() ? 'sun' : 'moon'"></svg>
      </button>
      <mat-menu #themes="matMenu">
        <ng-template matMenuContent>
          @for (choice of modes; track choice.mode) {
            <button
              mat-menu-item
              role="menuitemradio"
              [attr.aria-checked]="theme.mode() === choice.mode"
              (click)="theme.choose(choice.mode)"
            >
              <span class="d-flex align-items-center gap-3">
                <svg [lecIcon]="choice.icon" [size]="18"></svg>
                <span class="flex-grow-1">{{ t('theme.' + choice.mode) }}</span>
                @if (theme.mode() === choice.mode) {
                  <svg lecIcon="check" [size]="18"></svg>
                }
              </span>
            </button>
          }</ng-template
      ></mat-menu>
    </ng-container>
  `,
})
export class ThemeMenu {
  protected readonly theme = inject(Theme);
  protected readonly modes: { mode: ThemeMode; icon: IconName }[] = [
    { mode: 'system', icon: 'monitor' },
    { mode: 'light', icon: 'sun' },
    { mode: 'dark', icon: 'moon' },
  ];

  constructor() {
    // Menus and messages open outside of every landmark of the page; theirs is one of its own.
    const container = inject(OverlayContainer).getContainerElement();
    container.setAttribute('role', 'region');
    container.setAttribute('aria-label', inject(TranslocoService).translate('shell.overlays'));
  }
}
