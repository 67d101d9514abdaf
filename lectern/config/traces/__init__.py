"""Traces by OpenTelemetry, told to the collector that `OTEL_EXPORTER_OTLP_ENDPOINT` names.

Imported only where one is named. What is followed is written out: nothing is patched, so of a step
nothing is told but what stands here and where `lectern.shared.tracing` is called.
"""
