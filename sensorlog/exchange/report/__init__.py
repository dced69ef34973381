"""Reports for whoever looks after people: a page to read in a minute, and everything behind it."""

from sensorlog.exchange.report.errors import ReportError
from sensorlog.exchange.report.html import render_html
from sensorlog.exchange.report.pdf import render_pdf
from sensorlog.exchange.report.write import ReportFormat, ReportOrder, report_on, write_report, write_reports

__all__ = [
    "ReportError",
    "ReportFormat",
    "ReportOrder",
    "render_html",
    "render_pdf",
    "report_on",
    "write_report",
    "write_reports",
]
