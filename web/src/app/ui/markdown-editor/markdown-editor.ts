import {
  ChangeDetectionStrategy,
  Component,
  DestroyRef,
  ElementRef,
  effect,
  inject,
  input,
  model,
  signal,
  viewChild,
} from '@angular/core';
import { MatIconButton } from '@angular/material/button';
import { MatButtonToggle, MatButtonToggleGroup } from '@angular/material/button-toggle';
import { MatTooltip } from '@angular/material/tooltip';
import { TranslocoDirective } from '@jsverse/transloco';
import { Icon } from '../icon/icon';
import { IconName } from '../icon/icons.generated';
import { Markdown } from '../markdown/markdown';
import { Edit, Range, fence, lineRange, link, prefix, wrap } from './edits';

export interface Remark {
  line: number;
  text: string;
}

/** A text as its readers will see it, and what could not be shown. */
export interface RenderedText {
  html: string;
  remarks: readonly Remark[];
}

/** A kept file and whether it is a picture, which is shown and not linked to. */
export interface KeptFile {
  url: string;
  picture: boolean;
}

interface Tool {
  icon: IconName;
  label: string;
  key?: string;
  edit: (text: string, range: Range) => Edit;
}

const PREVIEW_MS = 450;

/** Markdown with its toolbar beside what its readers will see; files are pasted or dropped into it. */
@Component({
  selector: 'lec-markdown-editor',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    Icon,
    Markdown,
    MatButtonToggle,
    MatButtonToggleGroup,
    MatIconButton,
    MatTooltip,
    TranslocoDirective,
  ],
  templateUrl: './markdown-editor.html',
  styleUrl: './markdown-editor.scss',
})
export class MarkdownEditor {
  private static count = 0;
  readonly value = model.required<string>();
  readonly label = input.required<string>();
  /** How a text looks is the server's to say, which renders it for its readers. */
  readonly render = input.required<(text: string) => Promise<RenderedText>>();
  /** Keeps a file; without it files cannot be brought. Rejects with what to tell the author. */
  readonly keep = input<(file: File) => Promise<KeptFile>>();
  readonly error = input('');
  readonly rows = input(16);
  readonly maxLength = input(500_000);

  protected readonly id = `markdown-editor-${MarkdownEditor.count++}`;
  protected readonly view = signal<'write' | 'preview'>('write');
  protected readonly rendered = signal<RenderedText>({ html: '', remarks: [] });
  protected readonly uploading = signal(0);
  protected readonly refusal = signal('');
  private readonly field = viewChild.required<ElementRef<HTMLTextAreaElement>>('field');
  private timer?: ReturnType<typeof setTimeout>;
  private asked = 0;

  protected readonly tools: Tool[] = [
    { icon: 'heading-2', label: 'editor.heading', edit: (text, at) => prefix(text, at, '## ') },
    { icon: 'bold', label: 'editor.bold', key: 'b', edit: (text, at) => wrap(text, at, '**', '…') },
    {
      icon: 'italic',
      label: 'editor.italic',
      key: 'i',
      edit: (text, at) => wrap(text, at, '_', '…'),
    },
    { icon: 'code', label: 'editor.code', edit: (text, at) => wrap(text, at, '`', '…') },
    { icon: 'square-code', label: 'editor.fence', edit: fence },
    { icon: 'link', label: 'editor.link', key: 'k', edit: (text, at) => link(text, at, '', '…') },
    { icon: 'list', label: 'editor.list', edit: (text, at) => prefix(text, at, '- ') },
    { icon: 'list-ordered', label: 'editor.numbers', edit: (text, at) => prefix(text, at, '1. ') },
    { icon: 'text-quote', label: 'editor.quote', edit: (text, at) => prefix(text, at, '> ') },
    { icon: 'sigma', label: 'editor.maths', edit: (text, at) => wrap(text, at, '$', 'x^2') },
  ];

  constructor() {
    inject(DestroyRef).onDestroy(() => clearTimeout(this.timer));
    effect(() => {
      const text = this.value();
      clearTimeout(this.timer);
      this.timer = setTimeout(() => void this.show(text), this.asked ? PREVIEW_MS : 0);
    });
  }

  protected apply(tool: Tool): void {
    const field = this.field().nativeElement;
    const { selectionStart: start, selectionEnd: end } = field;
    this.replace(tool.edit(field.value, { start, end }));
  }

  protected keys(event: KeyboardEvent): void {
    if (!(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return;
    const tool = this.tools.find(({ key }) => key === event.key.toLowerCase());
    if (!tool) return;
    event.preventDefault();
    event.stopPropagation(); // the same key may mean something on the page around
    this.apply(tool);
  }

  protected goTo(line: number): void {
    this.view.set('write');
    const field = this.field().nativeElement;
    const { start, end } = lineRange(field.value, line);
    field.focus();
    field.setSelectionRange(start, end);
    const height = parseFloat(getComputedStyle(field).lineHeight) || 22;
    field.scrollTop = Math.max(0, (line - 3) * height);
  }

  protected paste(event: ClipboardEvent): void {
    this.take(event, event.clipboardData?.files);
  }

  protected drop(event: DragEvent): void {
    this.take(event, event.dataTransfer?.files);
  }

  protected choose(chooser: HTMLInputElement): void {
    for (const file of [...(chooser.files ?? [])]) void this.bring(file);
    chooser.value = '';
  }

  private take(event: Event, files: FileList | null | undefined): void {
    if (!this.keep() || !files?.length) return;
    event.preventDefault();
    for (const file of files) void this.bring(file);
  }

  /** A mark stands where the file will be, so that one can go on writing until it is kept. */
  private async bring(file: File): Promise<void> {
    const keep = this.keep();
    if (!keep) return;
    const name = file.name.replace(/[[\]\\]/g, '') || 'file';
    const mark = `![${name} …](#${Math.random().toString(36).slice(2, 8)})`;
    const { selectionStart: start, selectionEnd: end } = this.field().nativeElement;
    const place = { start: start + mark.length, end: start + mark.length };
    this.replace({ start, end, insert: mark, select: place });
    this.uploading.update((count) => count + 1);
    this.refusal.set('');
    try {
      const { url, picture } = await keep(file);
      const words = picture ? name.replace(/\.\w+$/, '') : name;
      this.settle(mark, `${picture ? '!' : ''}[${words}](${url})`);
    } catch (error) {
      this.settle(mark, '');
      this.refusal.set(`${file.name}: ${error instanceof Error ? error.message : String(error)}`);
    } finally {
      this.uploading.update((count) => count - 1);
    }
  }

  private settle(mark: string, text: string): void {
    const field = this.field().nativeElement;
    const at = field.value.indexOf(mark);
    if (at < 0) return; // the author has taken it out
    const { selectionStart, selectionEnd } = field;
    field.setRangeText(text, at, at + mark.length, 'preserve');
    if (selectionStart > at) {
      const moved = text.length - mark.length;
      field.setSelectionRange(
        Math.max(at, selectionStart + moved),
        Math.max(at, selectionEnd + moved),
      );
    }
    this.value.set(field.value);
  }

  /** As typing would, so that the browser's own undo takes it back. */
  private replace({ start, end, insert, select }: Edit): void {
    const field = this.field().nativeElement;
    field.focus();
    field.setSelectionRange(start, end);
    if (!document.execCommand?.('insertText', false, insert)) {
      field.setRangeText(insert, start, end, 'end');
    }
    field.setSelectionRange(select.start, select.end);
    this.value.set(field.value);
  }

  /** The latest text wins, whatever order the answers come in; a failure leaves what is shown. */
  private async show(text: string): Promise<void> {
    const asked = ++this.asked;
    const rendered = await this.render()(text).catch(() => null);
    if (rendered && asked === this.asked) this.rendered.set(rendered);
  }
}
