import TabularText

/// All records of a text, as text.
///
/// - Throws: the first fault.
func records(_ text: String) throws(TabularTextError) -> [[String]] { try records([UInt8](text.utf8)) }

func records(_ bytes: [UInt8]) throws(TabularTextError) -> [[String]] {
  var records: [[String]] = []
  var fault: TabularTextError?
  bytes.withUnsafeBytes { buffer in
    var scanner = RecordScanner()
    var fields: [RecordScanner.Field] = []
    do throws(TabularTextError) {
      while try scanner.next(in: buffer, into: &fields) { records.append(fields.map(buffer.text(of:))) }
    } catch { fault = error }
  }
  if let fault { throw fault }
  return records
}
