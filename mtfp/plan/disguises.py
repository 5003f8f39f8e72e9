"""What a file really is, whatever its name says: told from its first bytes."""

from __future__ import annotations

ZIP, OLD_OFFICE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
"""The name, inside an old Office file, under which a workbook with a password is kept."""
WEB = (b"<!doctype html", b"<html", b"<head", b"<table", b"<meta")
SAVE_AS_CSV = "In Excel, save it as `CSV UTF-8`."
SAVE_AS_XLSX = "Open it in Excel and save it as `Excel Workbook (.xlsx)`, without a password."


def not_text(data: bytes) -> tuple[str, str]:
    """What a file that should be text is instead, and how to mend it; nothing if it may be text."""
    if data.startswith(ZIP):
        return "Is a workbook or a zip file under another name, not text.", SAVE_AS_CSV
    if data.startswith(OLD_OFFICE):
        return "Is an old Office file under another name, not text.", SAVE_AS_CSV
    if _begins(data, WEB):
        return "Is a web page under another name.", SAVE_AS_CSV
    return "", ""


def not_a_workbook(data: bytes) -> tuple[str, str]:
    """What a file that should be a workbook is instead, and how to mend it; or nothing."""
    if data.startswith(ZIP):
        found = ""
    elif not data.strip():
        found = "Is empty."
    elif data.startswith(OLD_OFFICE):
        found = (
            "Is a workbook with a password, which cannot be read."
            if ENCRYPTED in data
            else "Is an old .xls workbook, or one with a password, under the name of a new one."
        )
    elif _begins(data, (b"<",)):
        found = "Is a web page or XML under the name of a workbook."
    elif b"\0" not in data:
        found = "Is text, such as a CSV file, under the name of a workbook."
    else:
        found = "Is not an Excel workbook."
    return found, SAVE_AS_XLSX if found else ""


def _begins(data: bytes, signs: tuple[bytes, ...]) -> bool:
    return data[:1000].removeprefix(b"\xef\xbb\xbf").lstrip().lower().startswith(signs)
