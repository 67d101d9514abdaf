import { LiveAnnouncer } from '@angular/cdk/a11y';
import {
  ChangeDetectionStrategy,
  Component,
  ElementRef,
  ViewEncapsulation,
  afterRenderEffect,
  computed,
  inject,
  input,
  viewChild,
} from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { DomSanitizer } from '@angular/platform-browser';
import { Router } from '@angular/router';
import { TranslocoService } from '@jsverse/transloco';
import { addCopyButtons } from './copy-buttons';

/** How long a button says what it did. */
const SAID_MS = 2_000;

/** What is moved sideways when it is wider than the page: by keys too, so it can have the focus. */
const WIDE = 'math[display="block"], .table-scroll';

/**
 * Text that the server rendered from Markdown and sanitised. Angular's own sanitiser would drop its
 * formulas and highlighting, so this is the one place that trusts HTML: give it nothing else.
 */
@Component({
  selector: 'lec-markdown',
  changeDetection: ChangeDetectionStrategy.OnPush,
  encapsulation: ViewEncapsulation.None,
  template: '<div #prose class="prose" [innerHTML]="trusted()"></div>',
  styleUrls: ['./markdown.scss', './code.scss'],
  host: { '(click)': 'follow($event)' },
})
export class Markdown {
  private readonly sanitizer = inject(DomSanitizer);
  private readonly router = inject(Router);
  private readonly transloco = inject(TranslocoService);
  private readonly announcer = inject(LiveAnnouncer);
  readonly html = input.required<string>();
  protected readonly trusted = computed(() => this.sanitizer.bypassSecurityTrustHtml(this.html()));
  private readonly language = toSignal(this.transloco.langChanges$);
  private readonly prose = viewChild.required<ElementRef<HTMLElement>>('prose');

  constructor() {
    afterRenderEffect(() => {
      this.html();
      this.language();
      for (const wide of this.prose().nativeElement.querySelectorAll(WIDE)) {
        wide.setAttribute('tabindex', '0');
      }
      const label = this.transloco.translate<string>('action.copy');
      addCopyButtons(this.prose().nativeElement, label, (text, button) => {
        void this.copy(text, button);
      });
    });
  }

  /** Links inside the site stay inside the application; `<base>` would send "#part" to the home page. */
  protected follow(event: MouseEvent): void {
    if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const link = (event.target as Element).closest('a');
    const href = link?.getAttribute('href') ?? '';
    if (href.startsWith('#')) {
      event.preventDefault();
      document.getElementById(decodeURIComponent(href.slice(1)))?.scrollIntoView();
    } else if (/^\/(?!\/|api\/|media\/)/.test(href)) {
      event.preventDefault();
      void this.router.navigateByUrl(href);
    }
  }

  private async copy(text: string, button: HTMLButtonElement): Promise<void> {
    const done = await navigator.clipboard.writeText(text).then(
      () => true,
      () => false,
    );
    const said = this.transloco.translate<string>(done ? 'action.copied' : 'action.notCopied');
    button.textContent = said;
    void this.announcer.announce(said);
    setTimeout(() => (button.textContent = this.transloco.translate('action.copy')), SAID_MS);
  }
}
